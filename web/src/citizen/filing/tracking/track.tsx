import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../../../api/session';
import { Link, setQuery, usePlace } from '../../../app/router';
import { forgetReceipt, keptReceipts, type KeptReceipt } from '../../../offline/receipts';
import { Button } from '../../../parts/button';
import { Loading } from '../../../parts/states';
import { shortDate } from '../../../text/dates';
import { t } from '../../../text/messages';
import { OpeningForm } from './opening_form';
import { TrackedReport } from './tracked_report';

/** `/track`, `/track?report=`: one's own report, opened by number and code, from this device, or by the account. */
export function Track() {
  const { query } = usePlace();
  const { who } = useSession();
  const { kept, forget } = useKept();
  const [opened, setOpened] = useState<{ report: number; code: string }>();
  const number = query.get('report') ?? '';
  const report = Number(number) || undefined;

  if (kept === undefined || who === 'unknown') return <div class="wrap"><Loading /></div>;
  const code = opened?.report === report ? opened?.code : kept.find((each) => each.report === report)?.code;
  const isSignedIn = who?.role === 'reporter';
  const open = (wanted: number, withCode?: string) => {
    if (withCode) setOpened({ report: wanted, code: withCode });
    setQuery({ report: String(wanted) }, { push: true });
  };
  if (report && (code || isSignedIn)) return <TrackedReport key={`${report} ${code ?? ''}`} report={report} receipt={code} isKept={kept.some((each) => each.report === report)} />;
  return (
    <div class="wrap stack stack--loose">
      <header class="stack stack--tight">
        <h1>{t('nav.track')}</h1>
        <p class="lead">{t('filing.track.lead')}</p>
      </header>
      <div class="track__ways">
        <OpeningForm number={number} onOpen={open} />
        <div class="stack">
          <KeptReports kept={kept} onOpen={(each) => open(each.report)} onForget={forget} />
          <AccountWay isSignedIn={isSignedIn} />
        </div>
      </div>
    </div>
  );
}

function useKept() {
  const [kept, setKept] = useState<readonly KeptReceipt[]>();
  const read = () => void keptReceipts().then(setKept, () => setKept([]));
  useEffect(read, []);
  return { kept, forget: (report: number) => void forgetReceipt(report).then(read) };
}

function KeptReports({ kept, onOpen, onForget }: { kept: readonly KeptReceipt[]; onOpen: (receipt: KeptReceipt) => void; onForget: (report: number) => void }) {
  if (kept.length === 0) return null;
  return (
    <section class="card stack stack--tight" aria-labelledby="kept-title">
      <h2 id="kept-title">{t('filing.track.kept')}</h2>
      <ul class="shelf">
        {kept.map((each) => (
          <li key={each.report}>
            <span>
              <strong>{each.title}</strong>
              <span class="small muted number">{each.report} · {shortDate(new Date(each.keptAt).toISOString())}</span>
            </span>
            <span class="row">
              <Button size="small" onClick={() => onOpen(each)} aria-label={t('filing.track.open_of', { title: each.title })}>{t('filing.track.do')}</Button>
              <Button size="small" kind="quiet" onClick={() => onForget(each.report)} aria-label={t('filing.track.forget_of', { title: each.title })}>{t('filing.track.forget')}</Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountWay({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <section class="card card--quiet stack stack--tight">
      <h2>{t('filing.track.account')}</h2>
      <p>{t(isSignedIn ? 'filing.track.account.in' : 'filing.track.account.out')}</p>
      <p>
        {isSignedIn ? <Link class="button" to="/account/reports">{t('nav.my_reports')}</Link> : <Link class="button" to={`/sign-in?then=${encodeURIComponent('/account/reports')}`}>{t('nav.sign_in')}</Link>}
      </p>
    </section>
  );
}
