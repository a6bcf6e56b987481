import type { TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/client';
import { Button } from '../parts/button';
import { TextArea } from '../parts/field';
import { Notice, ProblemNotice } from '../parts/notice';
import { t } from '../text/messages';
import { type Evidence, type Step, verdictOf, verify } from './check';
import { Dropped } from './dropped';
import { keysOfThisLog, thisLog } from './log_source';
import { Steps } from './steps';

/** /proof: anybody verifies with this browser what the log has vouched for. */
export function ProofPage() {
  const [evidence, setEvidence] = useState<Evidence>({ proof: '', record: null, keys: '', older: '' });
  const [recordName, setRecordName] = useState('');
  const [steps, setSteps] = useState<readonly Step[]>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [missing, setMissing] = useState(false);

  useEffect(() => {
    keysOfThisLog().then(
      (keys) => setEvidence((each) => (each.keys ? each : { ...each, keys })),
      () => undefined,
    );
  }, []);

  const change = (part: Partial<Evidence>) => {
    setEvidence((each) => ({ ...each, ...part }));
    setSteps(undefined);
    setMissing(false);
  };
  const check = async (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!evidence.proof.trim() && !evidence.older.trim()) return setMissing(true);
    setBusy(true);
    setProblem(undefined);
    try {
      setSteps(await verify(evidence, thisLog));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };

  return (
    <div class="wrap wrap--narrow stack stack--loose">
      <header class="stack">
        <h1>{t('nav.proof')}</h1>
        <p class="lead">{t('audit.proof.lead')}</p>
      </header>
      {!isSecureContext && <Notice tone="warning" title={t('audit.proof.insecure')}>{t('audit.proof.insecure.advice')}</Notice>}
      <form class="card stack" onSubmit={(event) => void check(event)} noValidate>
        <Dropped
          onText={(text) => change(text.startsWith('c2sp.org/tlog-proof') ? { proof: text } : { older: text })}
          onBytes={(record, name) => {
            change({ record });
            setRecordName(name);
          }}
        />
        <TextArea
          label={t('audit.proof.proof')}
          hint={t('audit.proof.proof.hint')}
          required={false}
          error={missing ? t('audit.proof.missing') : undefined}
          class="mono small"
          rows={7}
          spellcheck={false}
          autocomplete="off"
          value={evidence.proof}
          onValue={(proof) => change({ proof })}
        />
        {recordName && (
          <p class="row">
            <span>{t('audit.proof.record', { name: recordName })}</span>
            <Button size="small" onClick={() => { change({ record: null }); setRecordName(''); }}>{t('action.remove')}</Button>
          </p>
        )}
        <TextArea
          label={t('audit.proof.older')}
          hint={t('audit.proof.older.hint')}
          required={false}
          class="mono small"
          rows={4}
          spellcheck={false}
          autocomplete="off"
          value={evidence.older}
          onValue={(older) => change({ older })}
        />
        <TextArea
          label={t('audit.proof.keys')}
          hint={t('audit.proof.keys.hint')}
          class="mono small"
          rows={2}
          spellcheck={false}
          autocomplete="off"
          value={evidence.keys}
          onValue={(keys) => change({ keys })}
        />
        <p><Button kind="primary" type="submit" busy={busy}>{t('audit.proof.check')}</Button></p>
      </form>
      {problem && <ProblemNotice problem={problem} />}
      <div aria-live="polite">{steps && <Result steps={steps} />}</div>
      <HowItWorks />
    </div>
  );
}

const tones = { holds: 'success', fails: 'error', unknown: 'warning' } as const;

function Result({ steps }: { steps: readonly Step[] }) {
  const verdict = verdictOf(steps);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [steps]);
  return (
    <section class="stack" aria-label={t('audit.proof.result')}>
      <h2 ref={heading} tabIndex={-1}>{t('audit.proof.result')}</h2>
      <Notice tone={tones[verdict]} title={t(`audit.verdict.${verdict}`)}>{t(`audit.verdict.${verdict}.means`)}</Notice>
      <Steps steps={steps} />
    </section>
  );
}

function HowItWorks() {
  return (
    <details class="card card--quiet">
      <summary><strong>{t('audit.proof.how')}</strong></summary>
      <div class="prose">
        <p>{t('audit.proof.how.log')}</p>
        <p>{t('audit.proof.how.place')}</p>
        <p>{t('audit.proof.how.growth')}</p>
        <p>{t('audit.proof.how.limits')}</p>
      </div>
    </details>
  );
}
