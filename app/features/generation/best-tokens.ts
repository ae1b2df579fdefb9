// The best of many scores by a heap that holds only as many as are wanted, the worst of them on top: a whole sort of 50,000 scores a
// token would be most of the time.

/**
 * @param count how many, 1 ≤ count ≤ scores.length
 * @returns the ids of the highest scores, best first; of equal scores the lower id comes first
 */
export function bestTokens(scores: Float64Array, count: number): Int32Array {
  const heap: Heap = { tokens: new Int32Array(count), scores: scores.slice(0, count), size: count };
  for (let token = 0; token < count; token++) heap.tokens[token] = token;
  for (let place = (count >> 1) - 1; place >= 0; place--) sink(heap, place);

  let worst = heap.scores[0] ?? 0;
  for (let token = count; token < scores.length; token++) {
    const score = scores[token] ?? 0;
    // An equal score is of a higher id than any in the heap, and so comes after them.
    if (score <= worst) continue;
    heap.tokens[0] = token;
    heap.scores[0] = score;
    sink(heap, 0);
    worst = heap.scores[0] ?? 0;
  }
  while (heap.size > 1) moveWorstBehind(heap);
  return heap.tokens;
}

/** The worst on top; `scores[place]` is the score of `tokens[place]`. */
type Heap = { tokens: Int32Array; scores: Float64Array; size: number };

function moveWorstBehind(heap: Heap): void {
  const { tokens, scores } = heap;
  heap.size--;
  const [token = 0, score = 0] = [tokens[heap.size], scores[heap.size]];
  tokens[heap.size] = tokens[0] ?? 0;
  scores[heap.size] = scores[0] ?? 0;
  tokens[0] = token;
  scores[0] = score;
  sink(heap, 0);
}

/** Lets what stands at `place` sink, until nothing below it is worse. */
function sink({ tokens, scores, size }: Heap, place: number): void {
  const ownToken = tokens[place] ?? 0;
  const ownScore = scores[place] ?? 0;
  let parent = place;
  for (let child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
    let score = scores[child] ?? 0;
    if (child + 1 < size) {
      const right = scores[child + 1] ?? 0;
      if (right < score || (right === score && (tokens[child + 1] ?? 0) > (tokens[child] ?? 0))) {
        child++;
        score = right;
      }
    }
    const token = tokens[child] ?? 0;
    if (ownScore < score || (ownScore === score && ownToken > token)) break;
    tokens[parent] = token;
    scores[parent] = score;
    parent = child;
  }
  tokens[parent] = ownToken;
  scores[parent] = ownScore;
}
