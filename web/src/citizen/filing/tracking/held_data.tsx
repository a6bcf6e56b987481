import { useRegions } from '../../../api/reference';
import type { Report, Timeline } from '../../../api/types';
import { Link } from '../../../app/router';
import { announce } from '../../../app/toasts';
import { Attachments } from '../../../parts/attachment';
import { Button } from '../../../parts/button';
import { calendarDate } from '../../../text/dates';
import { t } from '../../../text/messages';
import { isDistrict, regencyOf, usePlaces } from '../places';
import { saveFile } from '../../../parts/save_file';

interface Props {
  report: Report;
  timeline: Timeline;
  receipt: string | undefined;
}

/** All that is held about the reporter in this report, to read and to take away; and how it can be erased. */
export function HeldData({ report, timeline, receipt }: Props) {
  const save = () => saveFile(new Blob([JSON.stringify({ report, timeline }, null, 2)], { type: 'application/json' }), `lapor-${report.id}.json`);
  return (
    <section class="card card--quiet stack stack--tight">
      <details>
        <summary class="held__title">{t('filing.held')}</summary>
        <div class="stack">
          {report.erased ? <p>{t('filing.held.erased')}</p> : <HeldFacts report={report} receipt={receipt} />}
          <p><Button size="small" onClick={save}>{t('filing.held.save')}</Button></p>
          <h3>{t('filing.erase')}</h3>
          {receipt ? <EraseByReceipt report={report.id} /> : <p class="small">{t('filing.erase.account')} <Link to="/account/data">{t('nav.my_data')}</Link></p>}
        </div>
      </details>
    </section>
  );
}

function HeldFacts({ report, receipt }: Omit<Props, 'timeline'>) {
  const { original, place, reporter } = report;
  const where = usePlaceName(place?.region ?? '');
  const contact = reporter?.contact;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t('filing.title'), original?.title],
    [t('filing.text'), original?.text],
    [t('filing.date'), calendarDate(report.occurred_on)],
    [t('filing.region'), where],
    [t('filing.address'), place?.address],
    [t('filing.point'), place?.lat !== undefined ? `${place.lat}; ${place.lng}` : null],
    [t('filing.display_name'), reporter?.display_name],
    [t('filing.contact'), contact && [contact.name, contact.phone, contact.email].filter(Boolean).join(', ')],
    [t('filing.privacy'), [report.anonymous && t('filing.anonymous'), report.confidential && t('filing.confidential')].filter(Boolean).join(', ') || t('filing.privacy.open')],
  ];
  return (
    <>
      <dl class="held">
        {facts.map(([label, value]) => value && <div key={label}><dt>{label}</dt><dd class="text">{value}</dd></div>)}
      </dl>
      {original && original.attachments.length > 0 && <Attachments report={report.id} files={original.attachments} receipt={receipt} />}
    </>
  );
}

function usePlaceName(region: string): string {
  const places = usePlaces();
  const districts = useRegions('district', isDistrict(region) ? regencyOf(region) : 'none');
  return [districts.find(region)?.name, region && places.nameOf(regencyOf(region))].filter(Boolean).join(', ');
}

/** Only a data officer may erase a report (its institution's file); the request is theirs to decide. */
function EraseByReceipt({ report }: { report: number }) {
  const request = t('filing.erase.request', { number: report });
  return (
    <div class="stack stack--tight small">
      <p>{t('filing.erase.text')}</p>
      <blockquote class="erase__request">{request}</blockquote>
      <p class="row">
        <Button size="small" onClick={() => void navigator.clipboard.writeText(request).then(() => announce(t('action.copied')))}>{t('action.copy')}</Button>
        <Link to="/privacy">{t('filing.erase.where')}</Link>
      </p>
    </div>
  );
}
