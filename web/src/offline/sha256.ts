/** SHA-256 (FIPS 180-4) of short texts, one block at a time: a proof of work asks for a million of them, each too short for WebCrypto. */

/** Eight words of 32 bits: what a digest is before it is written as bytes. */
export type Digest = Uint32Array;

const blockBytes = 64;
const first = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
const rounds = roundConstants();

/** The first 32 bits behind the point of the cube roots of the first 64 primes. */
function roundConstants(): Uint32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < 64; ++candidate) {
    if (Array.from({ length: candidate - 2 }, (_, i) => i + 2).some((each) => candidate % each === 0)) continue;
    found.push(fractionOfCubeRoot(candidate));
  }
  return Uint32Array.from(found);
}

/** Exact, in whole numbers: the largest r with r³ <= n · 2⁹⁶, less its whole part. */
function fractionOfCubeRoot(n: number): number {
  const wanted = BigInt(n) << 96n;
  let root = 0n;
  for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) if ((root + bit) ** 3n <= wanted) root += bit;
  return Number(root & 0xffffffffn);
}

const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by));
const schedule = new Uint32Array(64);

/** Puts one block of 64 bytes into `digest`. */
function compress(digest: Digest, block: DataView): void {
  expand(block);
  let [a, b, c, d, e, f, g, h] = digest;
  for (let i = 0; i < 64; ++i) {
    const one = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + schedule[i];
    const two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  const sums = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; ++i) digest[i] += sums[i];
}

function expand(block: DataView): void {
  for (let i = 0; i < 16; ++i) schedule[i] = block.getUint32(4 * i);
  for (let i = 16; i < 64; ++i) {
    const early = schedule[i - 15];
    const late = schedule[i - 2];
    const small = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    const large = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
    schedule[i] = schedule[i - 16] + small + schedule[i - 7] + large;
  }
}

/** Hashes texts that begin alike: whole blocks of the beginning are hashed once. Texts are ASCII. */
export class Beginning {
  private readonly digest: Digest = first.slice();
  private readonly rest: string;
  private readonly hashed: number;

  constructor(text: string) {
    this.hashed = Math.floor(text.length / blockBytes) * blockBytes;
    for (let at = 0; at < this.hashed; at += blockBytes) compress(this.digest, viewOf(text.slice(at, at + blockBytes), blockBytes));
    this.rest = text.slice(this.hashed);
  }

  /** The digest of the beginning and `end`. */
  with(end: string): Digest {
    const tail = this.rest + end;
    const blocks = Math.ceil((tail.length + 9) / blockBytes);
    const view = viewOf(tail, blocks * blockBytes);
    view.setUint8(tail.length, 0x80);
    view.setUint32(blocks * blockBytes - 4, (this.hashed + tail.length) * 8);
    const digest = this.digest.slice();
    for (let block = 0; block < blocks; ++block) compress(digest, new DataView(view.buffer, block * blockBytes, blockBytes));
    return digest;
  }
}

function viewOf(text: string, bytes: number): DataView {
  const view = new DataView(new ArrayBuffer(bytes));
  for (let i = 0; i < text.length; ++i) view.setUint8(i, text.charCodeAt(i));
  return view;
}

/** How many zero bits a digest begins with. */
export function zeroBits(digest: Digest): number {
  let bits = 0;
  for (const word of digest) {
    if (word !== 0) return bits + Math.clz32(word);
    bits += 32;
  }
  return bits;
}
