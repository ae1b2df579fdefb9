// Texts that are nearly the same. A text is the set of its shingles: three neighbouring words. Two texts are as alike as their
// sets' Jaccard index. MinHash (Broder 1997) estimates it from a short signature, and bands of the signature find by an index
// those worth a look. Words of the text, not token ids: two models cut one text into different tokens.
import { invariant } from "#app/lib/invariant.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const shingleWords = 3;
export const permutationCount = 128;
const bandCount = 16;
const bandRows = permutationCount / bandCount;
/** Names the permutations: another number, another signature. Signatures that are stored were made with this one. */
const permutationSeed = 1997;
/** Of a longer text its beginning is compared. */
const mostWords = 4_000;

/** Shorter texts are alike by chance; equal ones of a prompt are found by their digest. */
export const leastShingles = 16;
/** Jaccard index from which a text is nearly the same as another. */
export const nearDuplicateFrom = 0.85;
/** An estimate is worth the exact count from here: three of its standard errors below. */
export const worthCounting =
  nearDuplicateFrom - 3 * Math.sqrt((nearDuplicateFrom * (1 - nearDuplicateFrom)) / permutationCount);

/** A word is a run of letters, marks and digits; in scripts that write no spaces, each character. Case and punctuation don't count. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

export function shinglesOf(text: string): Set<string> {
  const words = text.normalize("NFKC").toLowerCase().match(wordPattern)?.slice(0, mostWords) ?? [];
  const shingles = new Set<string>();
  for (let start = 0; start + shingleWords <= words.length; start++) {
    shingles.add(words.slice(start, start + shingleWords).join(" "));
  }
  return shingles;
}

/** |A ∩ B| / |A ∪ B|; of two empty sets 0. */
export function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

/**
 * Of each permutation of the 32-bit numbers, the least that a shingle's hash is sent to: two sets agree there with a probability
 * that is their Jaccard index.
 * @returns `permutationCount` signed 32-bit numbers
 */
export function minHash(shingles: ReadonlySet<string>): Array<number> {
  invariant(shingles.size > 0, "a signature needs a shingle");
  const least = new Uint32Array(permutationCount).fill(0xffffffff);
  for (const shingle of shingles) {
    const hash = hashOf(shingle);
    for (let index = 0; index < permutationCount; index++) {
      const sentTo = permuted(hash, index);
      if (sentTo < (least[index] ?? 0)) least[index] = sentTo;
    }
  }
  return [...new Int32Array(least.buffer)];
}

/** The share of agreeing places; its standard error is √(j(1−j)/128) around the true index j. */
export function estimatedJaccard(left: ReadonlyArray<number>, right: ReadonlyArray<number>): number {
  invariant(left.length === permutationCount && right.length === permutationCount, "signatures are whole");
  return left.filter((least, index) => least === right[index]).length / permutationCount;
}

/** One hash (signed, 32 bits) a band of eight places: sets with the index j share one of sixteen with probability 1 − (1 − j⁸)¹⁶. */
export function bandsOf(signature: ReadonlyArray<number>): Array<number> {
  return Array.from({ length: bandCount }, (_, band) => {
    let hash = 0;
    for (const least of signature.slice(band * bandRows, (band + 1) * bandRows)) hash = mix(hash ^ least) ^ band;
    return hash | 0;
  });
}

/** The signature of a text, or null of one too short to be compared. */
export function signatureOf(text: string): Array<number> | null {
  const shingles = shinglesOf(text);
  return shingles.size < leastShingles ? null : minHash(shingles);
}

// Exclusive or, an odd factor and shifts can each be undone: so each of these is a permutation of the 32-bit numbers.
const random = seededRandom(permutationSeed);
const masks = Uint32Array.from({ length: permutationCount }, () => random.nextUint32());
const factors = Uint32Array.from({ length: permutationCount }, () => random.nextUint32() | 1);

function permuted(hash: number, index: number): number {
  return mix(Math.imul(hash ^ (masks[index] ?? 0), factors[index] ?? 1)) >>> 0;
}

/** The last steps of MurmurHash3 (Appleby): every bit of the result hangs on every bit of the number. */
function mix(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** FNV-1a over UTF-16 units, then mixed. */
function hashOf(shingle: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < shingle.length; index++) hash = Math.imul(hash ^ shingle.charCodeAt(index), 0x01000193);
  return mix(hash);
}
