// The best of many scores without sorting them all: a floor that some of them reach is guessed from a few, and only those are sorted.

/** The guess lies at the rank of so many of the scores that are looked at for it. */
const guessRank = 16;
/** How many times as many as are wanted the guess aims at, so that it seldom gets too few. */
const reserve = 2.5;

let found = new Int32Array(0);

/** @returns ids, ascending, of at least the `count` best scores and all that equal the last of them */
export function candidateTokens(scores: Float64Array, count: number): Int32Array {
  const floor = guessedFloor(scores, count);
  if (found.length < scores.length) found = new Int32Array(scores.length);
  let size = 0;
  for (let token = 0; token < scores.length; token++) {
    if ((scores[token] ?? 0) >= floor) found[size++] = token;
  }
  return size >= count ? found.slice(0, size) : allTokens(scores);
}

export function allTokens(scores: Float64Array): Int32Array {
  const tokens = new Int32Array(scores.length);
  for (let token = 0; token < tokens.length; token++) tokens[token] = token;
  return tokens;
}

/** The candidates' scores, best first. */
export function rankedScores(scores: Float64Array, candidates: Int32Array): Float64Array {
  const ranked = new Float64Array(candidates.length);
  for (let index = 0; index < ranked.length; index++) ranked[index] = scores[candidates[index] ?? 0] ?? 0;
  return ranked.sort().reverse();
}

/**
 * @param candidates ids, ascending
 * @param ranked the scores that are kept, best first
 * @returns the ids of those scores, ascending; of equal scores the lower ids
 */
export function bestOf(scores: Float64Array, candidates: Int32Array, ranked: Float64Array): Int32Array {
  const worst = ranked.at(-1) ?? 0;
  let ties = ranked.length - ranked.indexOf(worst);
  const best = new Int32Array(ranked.length);
  let size = 0;
  for (let index = 0; index < candidates.length && size < best.length; index++) {
    const token = candidates[index] ?? 0;
    const score = scores[token] ?? 0;
    if (score < worst || (score === worst && ties-- <= 0)) continue;
    best[size++] = token;
  }
  return best;
}

/** A score that, by every so many of them, about `reserve × count` reach; all do where that is much of them. */
function guessedFloor(scores: Float64Array, count: number): number {
  const stride = Math.max(1, Math.floor((reserve * count) / guessRank));
  const rank = Math.ceil((reserve * count) / stride);
  if (2 * rank * stride > scores.length) return Number.NEGATIVE_INFINITY;

  const best = new Float64Array(rank).fill(Number.NEGATIVE_INFINITY);
  for (let token = 0; token < scores.length; token += stride) {
    const score = scores[token] ?? 0;
    if (score <= (best[rank - 1] ?? 0)) continue;
    let place = rank - 1;
    for (; place > 0 && (best[place - 1] ?? 0) < score; place--) best[place] = best[place - 1] ?? 0;
    best[place] = score;
  }
  return best[rank - 1] ?? 0;
}
