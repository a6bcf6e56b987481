import { useEffect, useState } from 'preact/hooks';
import { asProblem, getRaw, type Problem } from '../../api/client';
import { useInstall } from '../../app/install';
import { Link, navigate } from '../../app/router';
import { announce } from '../../app/toasts';
import { type Draft, shown, type Stage } from '../../offline/draft';
import { discardDraft } from '../../offline/drafts';
import { keepReceipt } from '../../offline/receipts';
import { Button } from '../../parts/button';
import { turnText } from '../../parts/deadline';
import { Notice, ProblemNotice } from '../../parts/notice';
import { useInstitutions } from '../../api/reference';
import { lastDay } from '../../text/dates';
import { t } from '../../text/messages';
import { saveFile } from '../../parts/save_file';
import type { OpenDraft } from './use_draft';

type Sent = Extract<Stage, { kind: 'sent' }>;

/** What the reporter goes away with: number, code, what happens next, and the proof. */
export function Receipt({ draft, stage, open }: { draft: Draft; stage: Sent; open: OpenDraft }) {
  const { submitted, sender } = stage;
  const institution = useInstitutions().find(draft.fields.institution)?.name ?? null;
  useEffect(() => {
    if (stage.shownAt === undefined) void open.move(shown(draft, Date.now()));
    document.getElementById('receipt-title')?.focus();
  }, [draft.id]);
  const finish = async () => {
    await discardDraft(draft.id);
    navigate('/');
  };
  return (
    <article class="receipt stack stack--loose">
      <header class="stack stack--tight">
        <h1 id="receipt-title" tabIndex={-1}>{t('filing.receipt')}</h1>
        <p class="lead">{draft.fields.title}</p>
      </header>
      <div class="receipt__slip card">
        <dl>
          <div><dt>{t('filing.receipt.number')}</dt><dd class="receipt__number number">{submitted.id}</dd></div>
          <div><dt>{t('filing.receipt.code')}</dt><dd class="receipt__code mono">{submitted.receipt}</dd></div>
        </dl>
        <p>{t(sender.person === null ? 'filing.receipt.code.only' : 'filing.receipt.code.account')}</p>
        <KeepButtons draft={draft} sent={stage} />
      </div>
      <section class="card stack stack--tight">
        <h2>{t('filing.receipt.next')}</h2>
        <p>{turnText({ state: submitted.state, institution_name: institution })}</p>
        {submitted.deadline && <p>{t('filing.receipt.until', { date: lastDay(submitted.deadline.due) })}</p>}
        <p>{t('filing.receipt.then')}</p>
      </section>
      <ProofOfReceipt report={submitted.id} code={submitted.receipt} />
      <InstallHint />
      <p class="small muted receipt__forgets">{t('filing.receipt.forgets')}</p>
      <p class="row receipt__forgets">
        <Button kind="primary" onClick={() => void finish()}>{t('filing.receipt.done')}</Button>
        <Link class="button" to="/submit">{t('filing.new')}</Link>
      </p>
    </article>
  );
}

/** Ways not to lose the code. Nothing of it stays on this device unless one of them is chosen. */
function KeepButtons({ draft, sent }: { draft: Draft; sent: Sent }) {
  const { id, receipt } = sent.submitted;
  const [kept, setKept] = useState(false);
  const note = `${t('app.name_long')}\n${t('filing.receipt.number')}: ${id}\n${t('filing.receipt.code')}: ${receipt}\n${draft.fields.title}\n${location.origin}/track\n`;
  const copy = () => void navigator.clipboard.writeText(`${id} ${receipt}`).then(() => announce(t('action.copied')));
  const keep = async () => {
    await keepReceipt({ report: id, code: receipt, title: draft.fields.title, keptAt: Date.now() });
    setKept(true);
  };
  return (
    <div class="row receipt__keep">
      <Button onClick={copy}>{t('action.copy')}</Button>
      <Button onClick={() => print()}>{t('action.print')}</Button>
      <Button onClick={() => saveFile(new Blob([note], { type: 'text/plain' }), `lapor-${id}.txt`)}>{t('filing.receipt.save')}</Button>
      {kept ? <span role="status">{t('filing.receipt.kept')}</span> : <Button onClick={() => void keep()}>{t('filing.receipt.keep')}</Button>}
    </div>
  );
}

const proofTries = 3;
const checkpointMs = 1_200;

/** The log signs its head once a second, so the first second has no proof yet. */
async function proofOf(report: number, receipt: string | undefined, tries = proofTries): Promise<Response> {
  try {
    return await getRaw(`/v1/reports/${report}/proof`, { receipt });
  } catch (error) {
    if (asProblem(error).status !== 503 || tries === 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, checkpointMs));
    return proofOf(report, receipt, tries - 1);
  }
}

/** That the submission stands in the log: a file that speaks for itself for ever. */
export function ProofOfReceipt({ report, code }: { report: number; code: string | undefined }) {
  const [problem, setProblem] = useState<Problem>();
  const load = async () => {
    setProblem(undefined);
    try {
      const response = await proofOf(report, code);
      saveFile(await response.blob(), `lapor-${report}.proof.txt`);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <section class="card stack stack--tight receipt__proof">
      <h2>{t('filing.proof')}</h2>
      <p>{t('filing.proof.text')}</p>
      <p class="row">
        <Button onClick={() => void load()}>{t('filing.proof.load')}</Button>
        <Link to="/proof">{t('filing.proof.check')}</Link>
      </p>
      {problem && <ProblemNotice problem={problem} retry={() => void load()} />}
    </section>
  );
}

function InstallHint() {
  const install = useInstall();
  if (!install) return null;
  return (
    <div class="receipt__forgets">
      <Notice title={t('filing.install')}>
        <p class="row">
          <Button size="small" onClick={install.install}>{t('filing.install.do')}</Button>
          <Button size="small" kind="quiet" onClick={install.refuse}>{t('filing.install.refuse')}</Button>
        </p>
      </Notice>
    </div>
  );
}
