import { useEffect, useRef, useState } from 'preact/hooks';
import { useNow } from '../../api/clock';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { today } from '../../text/dates';
import { type MessageKey, t } from '../../text/messages';
import { problemText } from '../../text/problems';
import type { Told } from '../../offline/draft';
import { ErrorSummary, focusField } from './error_summary';
import { problemOf } from './told';
import { check, type Errors, errorsIn, errorsOf, type FieldName, refusedPhoto, type StepName, stepOf, steps } from './form_rules';
import { PrivacyStep } from './privacy_step';
import { ReviewStep } from './review_step';
import type { StepProps } from './steps';
import type { OpenDraft } from './use_draft';
import { useWide } from './use_wide';
import { WhatStep } from './what_step';
import { WhereStep } from './where_step';
import { WhoStep } from './who_step';

interface Props {
  open: OpenDraft;
  /** Everything is filled in as far as can be seen: puts it into the outbox. */
  onSend: () => Promise<void>;
}

/** The guided form: steps on a phone, sections on a wide screen. */
export function ReportForm({ open, onSend }: Props) {
  const { draft } = open;
  const told = draft.stage.kind === 'writing' ? draft.stage.told : undefined;
  const wide = useWide();
  const date = today(useNow());
  const [step, setStep] = useState<StepName>('what');
  const [errors, setErrors] = useState<Errors>(() => errorsOf(told));
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const found = errorsOf(told);
    setErrors(found);
    show(found);
  }, [told]);

  /** Goes to what is wrong: the summary where everything is in view, else the field's step. */
  const show = (found: Errors) => {
    const first = Object.keys(found)[0] as FieldName | undefined;
    if (!first) return;
    if (wide) requestAnimationFrame(() => summary.current?.focus());
    else goToField(first);
  };
  const goToField = (field: FieldName) => {
    setStep(stepOf(field));
    requestAnimationFrame(() => focusField(field));
  };
  const goTo = (next: StepName) => {
    setStep(next);
    requestAnimationFrame(() => document.getElementById(`step-${next}`)?.focus());
  };
  const proceed = (from: StepName, to: StepName) => {
    const found = errorsIn(from, check(draft.fields, draft.photos, date));
    setErrors(found);
    if (Object.keys(found).length === 0) goTo(to);
    else show(found);
  };
  const send = async () => {
    const found = check(draft.fields, draft.photos, date);
    setErrors(found);
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    await onSend();
    setBusy(false);
  };
  /** What is being mended is not called wrong any more. */
  const change: OpenDraft['change'] = (fields) => {
    setErrors((all) => without(all, Object.keys(fields) as FieldName[]));
    open.change(fields);
  };
  const changePhotos: OpenDraft['changePhotos'] = (photos) => {
    setErrors((all) => without(all, ['photos']));
    open.changePhotos(photos);
  };
  const props: StepProps = {
    open: { ...open, change, changePhotos },
    errorOf: (field) => errors[field] && t(errors[field]),
    refused: refusedPhoto(told),
  };
  const unnamed = told && Object.keys(errorsOf(told)).length === 0;
  return (
    <form class="filing" noValidate onSubmit={(event) => (event.preventDefault(), void send())} aria-label={t('nav.submit')}>
      <Progress step={step} wide={wide} goTo={goTo} />
      <div class="stack stack--loose">
        {unnamed && <ToldNotice told={told} />}
        <ErrorSummary errors={errors} place={summary} onField={goToField} />
        {steps.map(({ name }, i) => (
          <section key={name} class="card filing__step" aria-labelledby={`step-${name}`} hidden={!wide && name !== step}>
            <h2 id={`step-${name}`} tabIndex={-1}>
              {!wide && <span class="small muted filing__count">{t('filing.step', { number: i + 1, most: steps.length })}</span>}
              {t(`filing.step.${name}` as MessageKey)}
            </h2>
            {(wide || name === step) && <Step name={name} props={props} goTo={wide ? undefined : goTo} />}
            {!wide && <StepButtons at={i} proceed={proceed} goTo={goTo} busy={busy} />}
            {wide && name === 'review' && <SendButton busy={busy} />}
          </section>
        ))}
      </div>
    </form>
  );
}

function without(errors: Errors, fields: readonly FieldName[]): Errors {
  if (!fields.some((each) => each in errors)) return errors;
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field as FieldName))) as Errors;
}

function Step({ name, props, goTo }: { name: StepName; props: StepProps; goTo: ((step: StepName) => void) | undefined }) {
  if (name === 'what') return <WhatStep {...props} />;
  if (name === 'where') return <WhereStep {...props} />;
  if (name === 'who') return <WhoStep {...props} />;
  if (name === 'privacy') return <PrivacyStep {...props} />;
  return <ReviewStep draft={props.open.draft} goTo={goTo} />;
}

/** Where one is; on a wide screen a list of links to the sections. */
function Progress({ step, wide, goTo }: { step: StepName; wide: boolean; goTo: (step: StepName) => void }) {
  const now = steps.findIndex((each) => each.name === step);
  if (!wide) return <progress class="filing__bar" max={steps.length} value={now + 1} aria-label={t('filing.progress')} />;
  return (
    <nav class="filing__nav" aria-label={t('filing.progress')}>
      <ol>
        {steps.map(({ name }) => (
          <li key={name}>
            <a href={`#step-${name}`} onClick={(event) => (event.preventDefault(), goTo(name))}>{t(`filing.step.${name}` as MessageKey)}</a>
          </li>
        ))}
      </ol>
      <p class="small muted">{t('filing.kept')}</p>
    </nav>
  );
}

function StepButtons({ at, proceed, goTo, busy }: { at: number; proceed: (from: StepName, to: StepName) => void; goTo: (step: StepName) => void; busy: boolean }) {
  const last = at === steps.length - 1;
  return (
    <div class="row row--between filing__buttons">
      {at > 0 ? <Button onClick={() => goTo(steps[at - 1].name)}>{t('action.back')}</Button> : <span />}
      {last ? <SendButton busy={busy} /> : <Button kind="primary" onClick={() => proceed(steps[at].name, steps[at + 1].name)}>{t('action.next')}</Button>}
    </div>
  );
}

function SendButton({ busy }: { busy: boolean }) {
  return <Button type="submit" kind="primary" size="large" busy={busy}>{t(busy ? 'filing.sending' : 'filing.send')}</Button>;
}

function ToldNotice({ told }: { told: Told }) {
  const { title, advice } = problemText(problemOf(told));
  return <Notice tone="error" title={title}><p>{advice}</p></Notice>;
}
