import { get } from '../api/client';
import type { ReportList } from '../api/types';

/** The list from which reports were opened: the next one follows when one is finished. Kept for the tab. */
export interface Queue {
  /** The list's own query, to come back to it. */
  search: string;
  ids: readonly number[];
}

const kept = 'lapor.desk.queue';
const none: Queue = { search: '', ids: [] };

export function rememberQueue(queue: Queue): void {
  sessionStorage.setItem(kept, JSON.stringify(queue));
}

export function recallQueue(): Queue {
  const text = sessionStorage.getItem(kept);
  return text ? (JSON.parse(text) as Queue) : none;
}

export function neighbours(ids: readonly number[], id: number): { before?: number | undefined; after?: number | undefined } {
  const at = ids.indexOf(id);
  if (at < 0) return { after: ids[0] };
  return { before: ids[at - 1], after: ids[at + 1] };
}

/** Takes a finished report out; answers which comes next, if the queue knows. */
export function finish(id: number): number | undefined {
  const queue = recallQueue();
  const { after, before } = neighbours(queue.ids, id);
  rememberQueue({ ...queue, ids: queue.ids.filter((each) => each !== id) });
  return after ?? before;
}

/** What waits next when the queue is at its end. */
export async function nextWaiting(without: number): Promise<number | undefined> {
  const list = await get<ReportList>('/v1/worklist', { query: { limit: 2 } });
  return list.items.find((each) => each.id !== without)?.id;
}
