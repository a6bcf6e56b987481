import { Beginning, zeroBits } from './sha256';

const sliceMs = 12;
const triesBetweenLooks = 256;
/** Fills the first block (the challenge has 55 characters and a colon follows), so that each try hashes one block only. */
const filler = '00000000';

/**
 * Finds a nonce such that SHA-256 of `challenge:nonce` begins with `bits` zero bits (GET /v1/challenge) and answers
 * `challenge:nonce`. Works in slices of some milliseconds and lets the page go on in between.
 */
export async function solve(challenge: string, bits: number): Promise<string> {
  const beginning = new Beginning(`${challenge}:${filler}`);
  for (let count = 0; ; ) {
    const until = Date.now() + sliceMs;
    while (Date.now() < until) {
      for (const last = count + triesBetweenLooks; count < last; ++count) {
        if (zeroBits(beginning.with(String(count))) >= bits) return `${challenge}:${filler}${count}`;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
