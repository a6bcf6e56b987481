import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { changed, type Draft, type Fields, isBlank, type Photo, withPhotos } from '../../offline/draft';
import { findDraft, makeDraft, onDraftsChange, saveDraft } from '../../offline/drafts';

/** The draft on this page. What is typed is kept at once; nothing is kept of a form that nobody has touched. */
export interface OpenDraft {
  draft: Draft;
  change: (fields: Partial<Fields>) => void;
  changePhotos: (photos: Photo[]) => void;
  /** Puts the draft into another stage, durably. */
  move: (next: Draft) => Promise<void>;
  /** Why it cannot be kept on this device: a full disk, or a browser that forbids it. */
  unkept: boolean;
}

/** Each save writes the photos anew, so what is typed quickly is kept together; the first letter at once. */
const pauseMs = 400;

/** Opens draft `id`, or begins one. Undefined while it is being read. */
export function useDraft(id: string | null): OpenDraft | undefined {
  const [draft, setDraft] = useState<Draft>();
  const latest = useRef<Draft>();
  const { keep, keepSoon, unkept } = useKeeping(latest);
  const show = useCallback((next: Draft) => setDraft((latest.current = next)), []);

  useEffect(() => {
    if (id !== null && latest.current?.id === id) return;
    const begin = (found?: Draft) => show(found ?? makeDraft());
    if (id === null) begin();
    else void findDraft(id).then(begin, () => begin());
  }, [id]);

  useEffect(() => onDraftsChange(() => void followStage(latest.current, show)), []);

  const edit = useCallback((next: (draft: Draft) => Draft) => {
    if (!latest.current) return;
    show(next(latest.current));
    keepSoon();
  }, []);
  const change = useCallback((fields: Partial<Fields>) => edit((each) => changed(each, fields, Date.now())), []);
  const changePhotos = useCallback((photos: Photo[]) => edit((each) => withPhotos(each, photos, Date.now())), []);
  const move = useCallback((next: Draft) => (show(next), keep()), []);
  return draft && { draft, change, changePhotos, move, unkept };
}

/** Keeps the newest state of a draft: now, or when the typing pauses, or when the page is hidden. */
function useKeeping(latest: { current: Draft | undefined }) {
  const [unkept, setUnkept] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const known = useRef(new Set<string>());

  const keep = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const draft = latest.current;
    if (!draft || (isBlank(draft) && !known.current.has(draft.id))) return;
    known.current.add(draft.id);
    await saveDraft(draft).then(
      () => setUnkept(false),
      () => setUnkept(true),
    );
  }, []);
  const keepSoon = useCallback(() => {
    clearTimeout(timer.current);
    if (latest.current && !known.current.has(latest.current.id)) void keep();
    else timer.current = setTimeout(() => void keep(), pauseMs);
  }, []);

  useEffect(() => {
    const flush = () => timer.current !== undefined && void keep();
    document.addEventListener('visibilitychange', flush);
    addEventListener('pagehide', flush);
    return () => {
      flush();
      document.removeEventListener('visibilitychange', flush);
      removeEventListener('pagehide', flush);
    };
  }, []);
  return { keep, keepSoon, unkept };
}

/** The outbox moves a draft on; what is being typed is this page's own. */
async function followStage(mine: Draft | undefined, show: (draft: Draft) => void): Promise<void> {
  if (!mine || mine.stage.kind === 'writing') return;
  const kept = await findDraft(mine.id).catch(() => undefined);
  if (kept) show(kept);
}
