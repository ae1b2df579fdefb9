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

/** The step at which these tokens end by a stop string; null where they never do. */
export function stoppingStep(
  tokenIds: ReadonlyArray<number>,
  stop: ReadonlyArray<string>,
  textOf: TextOf,
): number | null {
  const step = tokenIds.findIndex((_token, index) => endsInStop(tokenIds.slice(0, index + 1), stop, textOf));
  return step < 0 ? null : step;
}

function contains(text: string, stop: ReadonlyArray<string>): boolean {
  return stop.some((end) => text.includes(end));
}
