import { useState } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { Choice, TextArea, TextField } from '../../parts/field';
import { lastDay } from '../../text/dates';
import { t } from '../../text/messages';
import { useDraft } from '../draft';
import { type ActionProps, ActionForm } from './action';
import { useCommand } from './use_command';

const empty = { day: '', reason: '', provisional: false };

/** A limit ends at 24:00 of its last day, in the zone in which it ran before. */
export function dueAtEndOf(day: string, before: string): string {
  const offset = before.slice(-6);
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.toISOString().slice(0, 10)}T00:00:00${offset}`;
}

/** Moves the running deadline after a decree; the old one stays in the history. */
export function Reschedule({ report, version, draft, allowed, onDone, onLookAgain }: ActionProps) {
  const { value, change, clear } = useDraft(draft, empty);
  const command = useCommand(report.id, version);
  const [asked, setAsked] = useState(false);
  const running = report.deadline;
  const send = async () => {
    setAsked(true);
    if (!value.day || !running) return;
    const due = dueAtEndOf(value.day, running.due);
    const standing = await command.run<Standing>('deadline', { due, reason: value.reason, provisional: value.provisional });
    if (!standing) return;
    clear();
    onDone(standing, t('desk.said.reschedule', { number: report.id }));
  };
  return (
    <ActionForm command={command} allowed={allowed} label={t('desk.do.reschedule')} onSubmit={() => void send()} onLookAgain={onLookAgain}>
      {running && <p>{t('desk.reschedule.now', { date: lastDay(running.due) })}</p>}
      <TextField label={t('desk.field.last_day')} type="date" required value={value.day} onValue={(day) => change({ day })} error={asked && !value.day ? t('desk.fault.missing') : command.faultOf('due')} />
      <TextArea label={t('desk.field.reason')} hint={t('desk.field.public_hint')} required maxLength={2_000} value={value.reason} onValue={(reason) => change({ reason })} error={command.faultOf('reason')} />
      <Choice title={t('desk.field.provisional')} hint={t('desk.field.provisional_hint')} checked={value.provisional} onChange={(event) => change({ provisional: event.currentTarget.checked })} />
    </ActionForm>
  );
}
