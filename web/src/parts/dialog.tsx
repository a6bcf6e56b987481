import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons at the end, the one that does it last. */
  actions?: ComponentChildren;
}

/** A modal dialog of the browser: focus stays inside, Escape closes. It is open as long as it is drawn. */
export function Dialog({ title, onClose, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog__body">
        <h2 id={id}>{title}</h2>
        {children}
        {actions && <div class="dialog__actions">{actions}</div>}
      </div>
    </dialog>
  );
}
