import { useRef, useState } from 'preact/hooks';
import { asProblem, newKey, type Problem, send } from '../../api/client';
import { useWho } from '../../api/session';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { TextArea, TextField } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { Notice, ProblemNotice } from '../../parts/notice';
import { t } from '../../text/messages';
import { unknownPlaceholders } from './fill';
import type { AnswerTemplate } from './use_templates';

interface Props {
  template: AnswerTemplate;
  /** The rulebook's version that was read. */
  version: number | undefined;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** A change of the rulebook; the same wish has the same key. */
function useRuleChange(version: number | undefined) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const wish = useRef({ text: '', key: '' });
  const run = async (path: string, body: unknown): Promise<boolean> => {
    const text = JSON.stringify([path, body, version]);
    if (wish.current.text !== text) wish.current = { text, key: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      await send(path, body, { version, idempotencyKey: wish.current.key });
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}

/** Makes a template, or changes the text of one; its name is what it is known by and stays. */
export function TemplateDialog({ template, version, onClose, onDone }: Props) {
  const who = useWho();
  const [value, setValue] = useState(template);
  const [asked, setAsked] = useState(false);
  const { busy, problem, run } = useRuleChange(version);
  const isNew = template.name === '';
  const missing = (text: string) => (asked && !text.trim() ? t('desk.fault.missing') : undefined);
  const unknown = unknownPlaceholders(value.text);
  const save = async () => {
    setAsked(true);
    if (!value.name.trim() || !value.text.trim()) return;
    if (await run('/v1/rulebook/answer-templates', { ...value, institution: value.institution ?? '' })) onDone(t('desk.templates.saved', { name: value.name }));
  };
  return (
    <Dialog
      title={isNew ? t('desk.templates.add') : t('desk.templates.edit_one', { name: template.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>{t('action.save')}</Button>
        </>
      }
    >
      {who?.role === 'national_admin' && isNew && (
        <InstitutionPicker label={t('desk.fact.institution')} hint={t('desk.templates.everybody_hint')} required={false} value={value.institution ?? ''} onValue={(institution) => setValue({ ...value, institution: institution || null })} among={(each) => !each.closed} />
      )}
      {isNew && <TextField label={t('desk.templates.name')} hint={t('desk.templates.name_hint')} required maxLength={200} value={value.name} onValue={(name) => setValue({ ...value, name })} error={missing(value.name)} />}
      <TextArea label={t('desk.templates.text')} hint={t('desk.template.placeholders')} required rows={8} maxLength={5_000} value={value.text} onValue={(text) => setValue({ ...value, text })} error={missing(value.text)} />
      {unknown.length > 0 && <Notice tone="warning">{t('desk.templates.unknown', { names: unknown.map((each) => `{${each}}`).join(', ') })}</Notice>}
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}

export function RemoveDialog({ template: { institution, name }, version, onClose, onDone }: Props) {
  const { busy, problem, run } = useRuleChange(version);
  const remove = async () => {
    if (await run('/v1/rulebook/answer-template-removals', { institution: institution ?? '', name })) onDone(t('desk.templates.removed', { name }));
  };
  return (
    <Dialog
      title={t('desk.templates.remove_one', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>{t('action.remove')}</Button>
        </>
      }
    >
      <p>{t('desk.templates.remove_text')}</p>
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
