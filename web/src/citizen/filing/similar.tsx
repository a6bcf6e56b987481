import { useState } from 'preact/hooks';
import { asProblem, send } from '../../api/client';
import { useWho } from '../../api/session';
import type { ReportCard, Standing } from '../../api/types';
import { Link } from '../../app/router';
import { StateBadge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { shortDate } from '../../text/dates';
import { t, tCount } from '../../text/messages';
import { problemText } from '../../text/problems';

/** What others have reported already: supporting it helps more than a second report. */
export function Similar({ reports }: { reports: readonly ReportCard[] }) {
  if (reports.length === 0) return null;
  return (
    <section class="similar" aria-labelledby="similar-title">
      <h3 id="similar-title">{t('filing.similar')}</h3>
      <p>{t('filing.similar.hint')}</p>
      <ul class="similar__list">
        {reports.map((each) => (
          <SimilarReport key={each.id} report={each} />
        ))}
      </ul>
    </section>
  );
}

function SimilarReport({ report }: { report: ReportCard }) {
  return (
    <li class="stack stack--tight">
      <p>
        <a href={`/reports/${report.id}`} target="_blank" rel="noopener">
          <strong>{report.title}</strong> <span class="visually-hidden">{t('filing.similar.new_tab')}</span>
        </a>
      </p>
      <p class="row small muted">
        <StateBadge state={report.state} />
        <span>{report.institution_name}</span>
        <span>{shortDate(report.received_at)}</span>
        <span>{tCount('filing.similar.supports', report.supports)}</span>
      </p>
      <Support report={report} />
    </li>
  );
}

function Support({ report }: { report: ReportCard }) {
  const who = useWho();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState('');
  if (!who) return <p class="small"><Link to={`/sign-in?then=${encodeURIComponent('/submit')}`}>{t('filing.similar.sign_in')}</Link></p>;
  const support = async () => {
    setBusy(true);
    setFault('');
    await send<Standing>(`/v1/reports/${report.id}/supports`, {}).then(
      () => setDone(true),
      (error: unknown) => setFault(problemText(asProblem(error)).title),
    );
    setBusy(false);
  };
  return (
    <p role="status">
      {done ? t('filing.similar.supported') : <Button size="small" busy={busy} onClick={() => void support()}>{t('filing.similar.support')}</Button>}
      {fault && <span class="field__error">{fault}</span>}
    </p>
  );
}
