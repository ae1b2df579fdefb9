// Words of a text, as far as counting and comparing need them. Scripts without spaces count by the character.

/** Enough words in a row that two people hardly write them by chance. */
const shingleWords = 3;
/** This much of a text found in another makes the other a near copy of it. */
const nearCopyShare = 0.6;

const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}\p{M}])+/gu;

export function wordsOf(text: string): Array<string> {
  return text.normalize("NFKC").toLowerCase().match(word) ?? [];
}

/**
 * How many words differ: those added or those taken away, whichever are more. Order and punctuation don't count.
 * @param mostRepeats an added word counts this often at most, so that repeating one is no work
 */
export function changedWords(before: string, after: string, mostRepeats = Number.POSITIVE_INFINITY): number {
  const difference = new Map<string, number>();
  for (const each of wordsOf(after)) difference.set(each, (difference.get(each) ?? 0) + 1);
  for (const each of wordsOf(before)) difference.set(each, (difference.get(each) ?? 0) - 1);
  let added = 0;
  let removed = 0;
  for (const count of difference.values()) {
    if (count > 0) added += Math.min(count, mostRepeats);
    else removed -= count;
  }
  return Math.max(added, removed);
}

/** Whether `text` holds most of `other`, word for word in rows of three. */
export function isNearCopy(text: string, other: string): boolean {
  const wanted = shinglesOf(other);
  if (wanted.size === 0) return false;
  const held = shinglesOf(text);
  let found = 0;
  for (const shingle of wanted) if (held.has(shingle)) found += 1;
  return found / wanted.size >= nearCopyShare;
}

/** Rows of three words; of a shorter text, the whole of it. */
function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length > 0 && words.length < shingleWords) return new Set([words.join(" ")]);
  return new Set(words.slice(shingleWords - 1).map((_, index) => words.slice(index, index + shingleWords).join(" ")));
}
