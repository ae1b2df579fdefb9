// The text of a row while it is written, decoding only its last tokens at each look.

import type { TextOf } from "#app/features/generation/engine/stop-strings.ts";

/** What stands for bytes that are not a whole character yet. */
const unfinished = "\ufffd";

/**
 * Text is read from a few tokens back on, since some tokenizers drop the space at the start of what they decode, and never ends
 * within a character.
 * @returns for a row's tokens so far, called with ever more of them: the whole text so far
 */
export function growingText(textOf: TextOf): (tokenIds: ReadonlyArray<number>) => string {
  let text = "";
  /** `text` says the tokens before `read`; they are decoded together from `context` on. */
  let context = 0;
  let read = 0;
  return (tokenIds) => {
    const known = textOf(tokenIds.slice(context, read));
    const whole = textOf(tokenIds.slice(context));
    if (tokenIds.length === read || whole.endsWith(unfinished)) return text;
    text += whole.slice(known.length);
    context = read;
    read = tokenIds.length;
    return text;
  };
}
