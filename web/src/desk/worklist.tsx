import { useWho } from '../api/session';
import { Counter } from './list/counter';
import { WorkDesk } from './list/work_desk';

/** `/desk`: what waits for a desk; a clerk has no list, but a counter. */
export function Worklist() {
  const who = useWho();
  if (!who) return null;
  return who.role === 'clerk' ? <Counter /> : <WorkDesk who={who} />;
}
