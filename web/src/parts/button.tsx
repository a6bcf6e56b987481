import type { ButtonHTMLAttributes, ComponentChildren, TargetedMouseEvent } from 'preact';

type Kind = 'primary' | 'danger' | 'quiet' | 'plain';
type Props = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind; size?: 'small' | 'large'; busy?: boolean; children: ComponentChildren };

/** A busy button keeps its focus and refuses further presses. */
export function Button({ kind = 'plain', size, busy = false, children, onClick, type = 'button', ...rest }: Props) {
  const classes = ['button', kind !== 'plain' && `button--${kind}`, size && `button--${size}`].filter(Boolean).join(' ');
  const press = (event: TargetedMouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button {...rest} type={type} class={classes} aria-disabled={busy || undefined} aria-busy={busy || undefined} onClick={press}>
      {children}
    </button>
  );
}
