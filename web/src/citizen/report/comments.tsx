import { useState } from 'preact/hooks';
import { asProblem, newKey, type Problem, send } from '../../api/client';
import { useWho } from '../../api/session';
import type { Report, Schemas, Standing } from '../../api/types';
import { Link } from '../../app/router';
import { announce } from '../../app/toasts';
import { Button } from '../../parts/button';
import { TextArea } from '../../parts/field';
import { ProblemNotice } from '../../parts/notice';
import { Time } from '../../parts/time';
import { t, tWord } from '../../text/messages';

/** What others say about a report, and a place to say something for who has signed in. */
export function Comments({ report, reload }: { report: Report; reload: (position?: number | null) => void }) {
  const who = useWho();
  const mayWrite = who?.role === 'reporter' || who?.role === 'supervisor';
  return (
    <section class="card stack" aria-labelledby="comments">
      <h2 id="comments">{t('citizen.comments.title')}</h2>
      {report.comments.length === 0 && <p class="muted">{t('citizen.comments.none')}</p>}
      {report.comments.length > 0 && (
        <ol class="comments">
          {report.comments.map((each) => <Comment key={each.comment} comment={each} />)}
        </ol>
      )}
      {mayWrite && <NewComment report={report.id} reload={reload} />}
      {!who && (
        <p>
          <Link to={`/sign-in?then=/reports/${report.id}`}>{t('nav.sign_in')}</Link> {t('citizen.comments.sign_in')}
        </p>
      )}
    </section>
  );
}

function Comment({ comment: { at, role, hidden, text } }: { comment: Schemas['Comment'] }) {
  return (
    <li>
      <p class="small muted">{role === 'reporter' ? t('citizen.comments.somebody') : tWord('role', role)} · <Time at={at} /></p>
      {hidden && !text ? <p class="muted">{t('citizen.comments.hidden')}</p> : <p class="text">{text}</p>}
    </li>
  );
}

const longest = 2_000;

function NewComment({ report, reload }: { report: number; reload: (position?: number | null) => void }) {
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [error, setError] = useState<string>();
  const post = async () => {
    if (text.trim() === '') return setError(t('citizen.comments.empty'));
    setBusy(true);
    setProblem(undefined);
    setError(undefined);
    try {
      const { position } = await send<Standing>(`/v1/reports/${report}/comments`, { text: text.trim() }, { idempotencyKey: key });
      setText('');
      setKey(newKey());
      announce(t('citizen.comments.posted'));
      reload(position);
    } catch (failure) {
      setProblem(asProblem(failure));
    }
    setBusy(false);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void post();
      }}
    >
      <TextArea label={t('citizen.comments.label')} hint={t('citizen.comments.hint')} error={error} required maxLength={longest} value={text} onValue={setText} />
      {problem && <ProblemNotice problem={problem} />}
      <div><Button kind="primary" type="submit" busy={busy}>{t('action.send')}</Button></div>
    </form>
  );
}
