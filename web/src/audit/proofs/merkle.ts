import { areSame, type Bytes, joined } from './bytes';

/** SHA-256 by the browser. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);
export const hashLength = 32;

/** Hash of a record as a leaf (RFC 6962, 2.1): a zero byte goes before it, so that no leaf can pass for a node. */
export function leafHash(record: Uint8Array): Promise<Bytes> {
  return sha256(joined(leafPrefix, record));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(joined(nodePrefix, left, right));
}

/** One step of the way from the leaf up: on which side the sibling stands, and what both give. */
export interface Climb {
  sibling: 'left' | 'right';
  hash: Bytes;
}

const half = (value: number) => Math.floor(value / 2);
const isOdd = (value: number) => value % 2 === 1;
const isHash = (bytes: Uint8Array) => bytes.length === hashLength;
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

/**
 * The root to which `path` leads from a leaf (RFC 9162, 2.1.3.2), with each step to `told`; null when the path has more
 * or fewer hashes than the leaf's place needs.
 */
export async function rootOfPath(index: number, size: number, leaf: Bytes, path: readonly Bytes[], told?: (step: Climb) => void): Promise<Bytes | null> {
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, ...path].every(isHash)) return null;
  let place = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of path) {
    if (last === 0) return null;
    if (isOdd(place) || place === last) {
      node = await nodeHash(sibling, node);
      told?.({ sibling: 'left', hash: node });
      while (!isOdd(place) && place > 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      node = await nodeHash(node, sibling);
      told?.({ sibling: 'right', hash: node });
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 ? node : null;
}

export interface Tree {
  size: number;
  root: Bytes;
}

/**
 * Whether the tree `newer` begins with all leaves of `older`, unchanged and in their order (RFC 9162, 2.1.4.2). An empty
 * older tree is refused: it says nothing.
 */
export async function continues(older: Tree, newer: Tree, hashes: readonly Bytes[]): Promise<boolean> {
  if (!isCount(older.size) || !isCount(newer.size) || older.size === 0 || older.size > newer.size) return false;
  if (older.size === newer.size) return hashes.length === 0 && areSame(older.root, newer.root);
  const roots = await rootsOf(older, newer, hashes);
  return roots !== null && areSame(roots.older, older.root) && areSame(roots.newer, newer.root);
}

/** Both roots as the hashes give them; null when there are too many or too few. */
async function rootsOf(older: Tree, newer: Tree, hashes: readonly Bytes[]): Promise<{ older: Bytes; newer: Bytes } | null> {
  let place = older.size - 1;
  let last = newer.size - 1;
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  // A whole older tree is a node of the newer one, which the proof need not repeat.
  const all = place === 0 ? [older.root, ...hashes] : [...hashes];
  const first = all.shift();
  if (!first) return null;
  let olderRoot = first;
  let newerRoot = first;
  for (const hash of all) {
    if (last === 0) return null;
    if (isOdd(place) || place === last) {
      olderRoot = await nodeHash(hash, olderRoot);
      newerRoot = await nodeHash(hash, newerRoot);
      while (!isOdd(place) && place > 0) {
        place = half(place);
        last = half(last);
      }
    } else newerRoot = await nodeHash(newerRoot, hash);
    place = half(place);
    last = half(last);
  }
  return last === 0 ? { older: olderRoot, newer: newerRoot } : null;
}
