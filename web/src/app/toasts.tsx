import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/messages';

interface Toast {
  id: number;
  text: string;
}

let show: ((text: string) => void) | null = null;
let count = 0;
const shownMs = 8_000;

/** Says something that has happened, at the edge of the page and to screen readers. */
export function announce(text: string): void {
  show?.(text);
}

export function Toasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const drop = (id: number) => setToasts((all) => all.filter((each) => each.id !== id));
  useEffect(() => {
    show = (text) => {
      const id = ++count;
      setToasts((all) => [...all.slice(-2), { id, text }]);
      setTimeout(() => drop(id), shownMs);
    };
    return () => void (show = null);
  }, []);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map((each) => (
        <div key={each.id} class="toast">
          <span>{each.text}</span>
          <button type="button" onClick={() => drop(each.id)}>
            {t('action.close')}
          </button>
        </div>
      ))}
    </div>
  );
}
