import { localized } from '../../app/language';
import { t, tCount } from '../../text/messages';
import { deskProblemText } from '../problem_text';
import type { Outcome, Task } from './bulk';

/** What became of each: done, refused and why, or not sent. */
export function BulkResults({ tasks, running }: { tasks: readonly Task[]; running: boolean }) {
  const count = (kind: Outcome['kind']) => tasks.filter(({ outcome }) => outcome.kind === kind).length;
  const [done, refused, unsent] = [count('done'), count('refused'), count('unsent')];
  return (
    <>
      <p role="status">
        <strong>{running ? t('desk.bulk.running', { done: tasks.length - count('waiting'), all: tasks.length }) : tCount('desk.bulk.done', done)}</strong>
        {!running && refused > 0 && <> {tCount('desk.bulk.refused', refused)}</>}
        {!running && unsent > 0 && <> {tCount('desk.bulk.unsent', unsent)}</>}
      </p>
      <progress class="bulk-progress" max={tasks.length} value={tasks.length - count('waiting')} aria-label={t('desk.bulk.progress')} />
      <ul class="bulk-results">
        {tasks.map((task) => <Result key={task.card.id} task={task} />)}
      </ul>
    </>
  );
}

const signs: Record<Outcome['kind'], string> = { waiting: '…', done: '✓', refused: '✕', unsent: '!' };

function Result({ task: { card, outcome } }: { task: Task }) {
  return (
    <li class={`bulk-results__${outcome.kind}`}>
      <span class="bulk-results__sign" aria-hidden="true">{signs[outcome.kind]}</span>
      <span>
        <a href={localized(`/desk/${card.id}`)} target="_blank" rel="noopener">{card.id}</a> {card.title}
        <br />
        <span class="small">{outcomeText(outcome)}</span>
      </span>
    </li>
  );
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'waiting') return t('desk.bulk.outcome.waiting');
  if (outcome.kind === 'done') return t('desk.bulk.outcome.done');
  const { title, advice } = deskProblemText(outcome.problem);
  return t(outcome.kind === 'refused' ? 'desk.bulk.outcome.refused' : 'desk.bulk.outcome.unsent', { why: title, advice });
}
