/** Prompts that one member may hold at once. */
export const mostPrompts = 8;
const fewestPrompts = 2;
/** What is leased should be written in about this time: the longer a prompt is held, the longer others wait for it. */
const aimSeconds = 30;

export type PromptsWanted = {
  /** Tokens a second so far, all rows together; 0 while nothing is known. */
  tokensPerSecond: number;
  candidates: number;
  maxNewTokens: number;
  /** Samples still wanted; Infinity for no end. */
  samplesLeft: number;
};

/** How many prompts to hold: more where the device is fast, since prompts of one length share a batch; never more than are wanted. */
export function promptsAhead({ tokensPerSecond, candidates, maxNewTokens, samplesLeft }: PromptsWanted): number {
  const perPrompt = Math.max(1, candidates * maxNewTokens);
  const fitting = Math.floor((tokensPerSecond * aimSeconds) / perPrompt);
  const wanted = Math.ceil(samplesLeft / Math.max(1, candidates));
  return Math.max(1, Math.min(mostPrompts, wanted, Math.max(fewestPrompts, fitting)));
}
