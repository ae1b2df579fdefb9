const firstMs = 2_000;
const mostMs = 300_000;

/**
 * How long to wait before a call is tried again: twice as long each time up to five minutes, spread by a quarter either way so
 * that a server that comes back is not met by all at once.
 * @param attempt failures in a row before this, from 0
 * @param jitter in [0, 1)
 * @returns ms
 */
export function retryDelayMs(attempt: number, jitter: number): number {
  const plain = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(plain * (0.75 + jitter / 2));
}
