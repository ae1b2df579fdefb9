// Stop strings: a row ends with the token with which its text first contains one of them.

/** Token ids → their text with nothing trimmed, without the tokens that only steer. */
export type TextOf = (tokenIds: ReadonlyArray<number>) => string;

/** Room for tokens without text, and for a tokenizer that drops a space at the start. */
const spareTokens = 8;

/** The text before the first stop string, the whole text where there is none. */
export function beforeStop(text: string, stop: ReadonlyArray<string> = []): string {
  const at = stop.map((end) => text.indexOf(end)).filter((index) => index >= 0);
  return at.length === 0 ? text : text.slice(0, Math.min(...at));
}

/**
 * Whether the text of these tokens contains a stop string, where the text of all but the last did not.
 * Reads only so many of the last tokens as a stop string can span: a character takes three tokens at most a UTF-16 unit.
 */
export function endsInStop(tokenIds: ReadonlyArray<number>, stop: ReadonlyArray<string>, textOf: TextOf): boolean {
  if (stop.length === 0) return false;
  const span = 3 * Math.max(...stop.map((end) => end.length)) + spareTokens;
  if (!contains(textOf(tokenIds.slice(-span)), stop)) return false;
  // A tail may begin within a character, or without the space before its first word: the whole text has the last word.
  return tokenIds.length <= span || contains(textOf(tokenIds), stop);
}

/**
 * The step at which a row that is given whole ended by a stop string; null where it never did. Reads the whole text and that of all
 * but the last token, which settles every row that was drawn; only of one that went on after a stop string is the step searched.
 */
export function stoppingStep(
  tokenIds: ReadonlyArray<number>,
  stop: ReadonlyArray<string>,
  textOf: TextOf,
): number | null {
  const hasStop = (length: number) => contains(textOf(tokenIds.slice(0, length)), stop);
  if (stop.length === 0 || !hasStop(tokenIds.length)) return null;
  // `clear` tokens are without one, `ended` tokens are not.
  let [clear, ended] = [0, tokenIds.length];
  for (let length = ended - 1; ended - clear > 1; length = (clear + ended) >> 1) {
    if (hasStop(length)) ended = length;
    else clear = length;
  }
  return ended - 1;
}

function contains(text: string, stop: ReadonlyArray<string>): boolean {
  return stop.some((end) => text.includes(end));
}
