import { useState } from 'preact/hooks';
import { useWho } from '../../api/session';
import type { ReportCard } from '../../api/types';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { type MessageKey, t, tCount } from '../../text/messages';
import { fillTemplate, valuesOf } from '../templates/fill';
import { usePossible } from '../use_possible';
import { type BulkAction, runTasks, type Task, tasksFor } from './bulk';
import { BulkForm, type BulkWish, emptyWish, isWhole } from './bulk_form';
import { BulkResults } from './bulk_results';

interface Props {
  action: BulkAction;
  cards: readonly ReportCard[];
  /** Told which are done, so that they are selected no longer. */
  onDone: (ids: readonly number[]) => void;
  onClose: () => void;
}

/** One wish for several reports, then what became of each of them. */
export function BulkDialog({ action, cards, onDone, onClose }: Props) {
  const who = useWho();
  const possible = usePossible();
  const [wish, setWish] = useState<BulkWish>(emptyWish);
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  const [running, setRunning] = useState(false);
  const [asked, setAsked] = useState(false);
  const able = cards.filter((card) => possible(card).includes(action));

  const run = async (todo: readonly Task[]) => {
    setRunning(true);
    setTasks(todo);
    const done: number[] = [];
    await runTasks(action, todo, (task, outcome) => {
      if (outcome.kind === 'done') done.push(task.card.id);
      setTasks((all) => all.map((each) => (each.card.id === task.card.id ? { ...each, outcome } : each)));
    });
    setRunning(false);
    onDone(done);
  };
  const start = () => {
    setAsked(true);
    if (isWhole(action, wish)) void run(tasksFor(able, (card) => bodyOf(action, wish, card, who?.name ?? '')));
  };
  const unsent = tasks.filter(({ outcome }) => outcome.kind === 'unsent');
  const begun = tasks.length > 0;

  return (
    <Dialog
      title={t(`desk.bulk.title.${action}` as MessageKey)}
      onClose={() => running || onClose()}
      actions={
        begun ? (
          <>
            {unsent.length > 0 && <Button onClick={() => void run(tasks)} busy={running}>{tCount('desk.bulk.again', unsent.length)}</Button>}
            <Button kind="primary" onClick={onClose} busy={running}>{t('action.close')}</Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button kind="primary" onClick={start} disabled={able.length === 0}>{tCount(`desk.bulk.do.${action}`, able.length)}</Button>
          </>
        )
      }
    >
      {begun ? <BulkResults tasks={tasks} running={running} /> : <BulkForm action={action} wish={wish} onWish={setWish} asked={asked} able={able} cards={cards} />}
    </Dialog>
  );
}

function bodyOf(action: BulkAction, wish: BulkWish, card: ReportCard, name: string): unknown {
  switch (action) {
    case 'forward':
      return { to: wish.to, note: wish.text };
    case 'hold':
      return { reason: wish.reason || 'incomplete', question: wish.text };
    case 'archive':
      return { reason: wish.reason, note: wish.text };
    case 'answer':
      return { text: fillTemplate(wish.text, valuesOf(card, name)) };
  }
}
