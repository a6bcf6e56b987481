import { useId } from 'preact/hooks';
import { Button } from '../parts/button';
import { dateAndTime } from '../text/dates';
import { t } from '../text/messages';
import { nameOfEvent, partyText } from './facts';
import type { ReportRecord } from './report_page';

/** Goes through the life of a report: a slider over its records, from the first to the newest. */
export function Moments({ records, version, onChoose }: { records: readonly ReportRecord[]; version: number; onChoose: (version: number) => void }) {
  const id = useId();
  const record = records[version - 1];
  const what = record.events.map((each) => nameOfEvent(each.kind)).join(', ');
  const words = t('audit.moment', { version, count: records.length, what, at: dateAndTime(record.at) });
  return (
    <section class="card stack audit-moments">
      <div class="row row--between">
        <div>
          <h2>{what}</h2>
          <p class="muted">{dateAndTime(record.at)} · {partyText(record.by)}</p>
        </div>
        <div class="row">
          <Button size="small" disabled={version <= 1} onClick={() => onChoose(version - 1)}>{t('audit.moment.before')}</Button>
          <Button size="small" disabled={version >= records.length} onClick={() => onChoose(version + 1)}>{t('audit.moment.after')}</Button>
        </div>
      </div>
      <label for={id}>{t('audit.moment.label')}</label>
      <input
        id={id}
        type="range"
        min={1}
        max={records.length}
        step={1}
        value={version}
        aria-valuetext={words}
        list={`${id}-ticks`}
        onInput={(event) => onChoose(Number(event.currentTarget.value))}
      />
      <datalist id={`${id}-ticks`}>{records.map((each) => <option key={each.version} value={each.version} />)}</datalist>
      <p class="row row--between small muted">
        <span>{dateAndTime(records[0].at)}</span>
        <span>{t('audit.moment.version', { version, count: records.length })}</span>
        <span>{dateAndTime(records[records.length - 1].at)}</span>
      </p>
    </section>
  );
}
