import type { Schemas, TimelineItem } from '../api/types';
import { lastDay } from './dates';
import { type MessageKey, t, tWord } from './messages';

/** What a step of a timeline says to people. */
export interface Told {
  /** What happened, as a headline. */
  title: string;
  /** What somebody wrote. */
  text?: string | undefined;
  /** What follows from it: limits, classes, copies. */
  facts: readonly string[];
  files: readonly string[];
  tone: 'plain' | 'speech' | 'late' | 'internal';
}

/** A name for a slug of an institution or unit. */
export type NameOf = (slug: string) => string;

type Shown = Partial<Omit<Told, 'title'>>;
const told = (title: string, { text, facts = [], files = [], tone = 'plain' }: Shown = {}): Told => ({ title, text, facts, files, tone });

function limit(deadline: Schemas['Deadline'] | undefined): string[] {
  if (!deadline) return [];
  const date = lastDay(deadline.due);
  return [t(`deadline.set.${deadline.kind}` as MessageKey, { date }) + (deadline.provisional ? ` ${t('deadline.set.provisional')}` : '')];
}

/** Every event of a report in plain words; what the reader may not see is not in the item and not told. */
export function tell(item: TimelineItem, nameOf: NameOf): Told {
  switch (item.event) {
    case 'report_submitted':
      return told(t('step.report_submitted', { channel: tWord('channel', item.channel) }), { text: item.text, facts: limit(item.deadline) });
    case 'report_verified':
      return told(t('step.report_verified'), {
        facts: [t('step.class', { classification: tWord('classification', item.classification) }), t('step.target', { date: lastDay(item.resolution_target) })],
      });
    case 'report_forwarded':
      return told(t('step.report_forwarded', { to: nameOf(item.to) }), {
        text: item.note,
        facts: [...(item.copies.length > 0 ? [t('step.copies', { names: item.copies.map(nameOf).join(', ') })] : []), ...limit(item.deadline)],
      });
    case 'report_held':
      return told(t('step.report_held', { reason: tWord('hold_reason', item.reason) }), { text: item.question, facts: limit(item.deadline), tone: 'speech' });
    case 'report_completed':
      return told(t('step.report_completed'), { text: item.text, facts: limit(item.deadline), tone: 'speech' });
    case 'information_added':
      return told(t('step.information_added'), { text: item.text, files: item.attachments, tone: 'speech' });
    case 'report_archived':
      return told(t('step.report_archived', { reason: tWord('archive_reason', item.reason) }), {
        text: item.note,
        facts: [t('turn.appeal_until', { date: lastDay(item.appeal_until) })],
      });
    case 'report_declined':
      return told(t('step.report_declined'), {
        text: item.reason,
        facts: [...(item.proposed ? [t('step.proposed', { name: nameOf(item.proposed) })] : []), ...limit(item.deadline)],
      });
    case 'follow_up_posted':
      return told(t('step.follow_up_posted'), { text: item.text, files: item.attachments, facts: limit(item.deadline), tone: 'speech' });
    case 'reply_posted':
      return told(t(item.initiator === 'reporter' ? 'step.reply_by_reporter' : 'step.reply_by_administrator'), {
        text: item.text,
        files: item.attachments,
        facts: limit(item.deadline),
        tone: 'speech',
      });
    case 'report_closed':
      return told(t(`step.report_closed.${item.initiator}`), { text: item.reason, facts: [t('turn.reopen_until', { date: lastDay(item.reopen_until) })] });
    case 'report_merged':
      return told(t('step.report_merged', { number: item.into }));
    case 'report_reopened':
      return told(t('step.report_reopened'), { text: item.reason, facts: limit(item.deadline) });
    case 'report_restored':
      return told(t('step.report_restored'), { text: item.reason, facts: limit(item.deadline) });
    case 'report_rated':
      return told(t('step.report_rated', { score: item.score }), { text: item.text, tone: 'speech' });
    case 'visibility_changed':
      return told(t('step.visibility_changed'), {
        facts: [t(item.anonymous ? 'step.anonymous' : 'step.not_anonymous'), t(item.confidential ? 'step.confidential' : 'step.not_confidential')],
      });
    case 'text_redacted':
      return told(t('step.text_redacted'), { text: item.reason });
    case 'support_added':
      return told(t('step.support_added'));
    case 'support_withdrawn':
      return told(t('step.support_withdrawn'));
    case 'comment_added':
      return told(t(item.text === undefined ? 'step.comment_not_shown' : 'step.comment_added'), { text: item.text, tone: 'speech' });
    case 'comment_hidden':
      return told(t('step.comment_hidden'), { text: item.reason });
    case 'note_added':
      return told(t('step.note_added'), { text: item.text, files: item.attachments, tone: 'internal' });
    case 'deadline_rescheduled':
      return told(t('step.deadline_rescheduled', { before: lastDay(item.previous_due) }), { text: item.reason, facts: limit(item.deadline) });
    case 'identity_revealed':
      return told(t('step.identity_revealed'), { text: item.reason, tone: 'internal' });
    case 'reporter_erased':
      return told(t('step.reporter_erased'), { facts: item.ground ? [tWord('erasure_ground', item.ground)] : [] });
    case 'deadline_missed':
      return told(t('step.deadline_missed', { kind: tWord('deadline_kind', item.kind), date: lastDay(item.due) }), {
        facts: [t(`step.escalated.${item.level}` as MessageKey)],
        tone: 'late',
      });
    case 'legal_hold_placed':
      return told(t('step.legal_hold_placed'), { text: item.reason, tone: 'internal' });
    case 'legal_hold_lifted':
      return told(t('step.legal_hold_lifted'), { text: item.reason, tone: 'internal' });
    default:
      return toldOfUnknown(item);
  }
}

/** An event of a server that is newer than this page. */
function toldOfUnknown(item: never): Told {
  return told((item as { event: string }).event.replaceAll('_', ' '));
}

/** The institutions and units that a step names. */
export function slugsOf(item: TimelineItem): string[] {
  const named = [item.by.institution];
  if (item.event === 'report_forwarded') named.push(item.to, ...item.copies);
  if (item.event === 'report_declined') named.push(item.proposed);
  return named.filter((each) => each !== null);
}
