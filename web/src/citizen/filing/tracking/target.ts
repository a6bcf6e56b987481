import { useRef, useState } from 'preact/hooks';
import { asProblem, newKey, type Problem, send, upload } from '../../../api/client';
import type { Standing } from '../../../api/types';
import type { Photo } from '../../../offline/draft';

/** The report that is acted on, and by which right. */
export interface Target {
  id: number;
  version: number;
  /** Without it the session speaks. */
  receipt: string | undefined;
  /** Looks at the report anew. */
  reload: () => void;
}

export interface Wish {
  busy: boolean;
  problem: Problem | undefined;
  /** Sends it; true when it was carried out. */
  send: (body: object, photos?: readonly Photo[]) => Promise<boolean>;
}

/** Others may have changed the report meanwhile: it is looked at anew. */
const tellsOfChange = [409, 412];

/** One command on a report. Photos are uploaded when it is sent; a repeated wish keeps its key until it is another one. */
export function useWish(target: Target, resource: string): Wish {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef({ of: '', key: '' });
  const uploads = useRef(new Map<string, string>());

  const idOf = async (photo: Photo) => {
    const known = uploads.current.get(photo.id);
    if (known) return known;
    const { id } = await upload(photo.file, target.receipt);
    uploads.current.set(photo.id, id);
    return id;
  };
  const keyOf = (body: object) => {
    const of = JSON.stringify(body);
    if (key.current.of !== of) key.current = { of, key: newKey() };
    return key.current.key;
  };
  const carryOut = async (body: object, photos: readonly Photo[] = []) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const attachments = await inOrder(photos, idOf);
      const whole = { ...body, ...(attachments.length > 0 && { attachments }) };
      await send<Standing>(`/v1/reports/${target.id}/${resource}`, whole, { version: target.version, receipt: target.receipt, idempotencyKey: keyOf(whole) });
      target.reload();
      return true;
    } catch (error) {
      const found = asProblem(error);
      setProblem(found);
      if (found.kind === 'unknown-attachment') uploads.current.clear();
      if (tellsOfChange.includes(found.status)) target.reload();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, send: carryOut };
}

async function inOrder<T, U>(items: readonly T[], make: (item: T) => Promise<U>): Promise<U[]> {
  const made: U[] = [];
  for (const each of items) made.push(await make(each));
  return made;
}
