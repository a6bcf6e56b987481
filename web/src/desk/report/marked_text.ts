import type { Schemas } from '../../api/types';

export interface Found {
  kind: Schemas['PersonalDataKind'];
  begin: number;
  length: number;
}

/** A stretch of a text; with a kind it is personal data. */
export interface Piece {
  text: string;
  kind?: Schemas['PersonalDataKind'];
}

/** Cuts a text at what was found in it. The API counts code points, a string of ours counts UTF-16. */
export function piecesOf(text: string, found: readonly Found[]): Piece[] {
  const points = Array.from(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, begin, length } of [...found].sort((a, b) => a.begin - b.begin)) {
    if (begin < at || begin >= points.length) continue;
    if (begin > at) pieces.push({ text: points.slice(at, begin).join('') });
    pieces.push({ text: points.slice(begin, begin + length).join(''), kind });
    at = begin + length;
  }
  if (at < points.length) pieces.push({ text: points.slice(at).join('') });
  return pieces;
}

/** The different pieces of personal data, each once. */
export function findingsIn(pieces: readonly Piece[]): Required<Piece>[] {
  const seen = new Map<string, Required<Piece>>();
  for (const { text, kind } of pieces) if (kind) seen.set(text, { text, kind });
  return [...seen.values()];
}
