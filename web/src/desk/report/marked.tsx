import { tWord } from '../../text/messages';
import type { Piece } from './marked_text';

/** A text in which personal data is marked, with its kind for who cannot see colours. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, kind }, i) =>
        kind ? (
          <mark key={i} title={tWord('desk.personal', kind)}>
            {text}
            <span class="visually-hidden"> ({tWord('desk.personal', kind)})</span>
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}

/** A text as the public will read it: what is personal and not kept is replaced, as the server will do it. */
export function Masked({ pieces, keep }: { pieces: readonly Piece[]; keep: readonly string[] }) {
  return (
    <>
      {pieces.map(({ text, kind }, i) => {
        if (!kind) return text;
        return keep.includes(text) ? <mark key={i} class="mark--kept">{text}</mark> : <mark key={i}>[{tWord('desk.masked', kind)}]</mark>;
      })}
    </>
  );
}
