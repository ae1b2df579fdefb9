// Tokens over time, told about once a second. Time in which nothing was to be written does not count.

type Tick = { tokens: number; seconds: number };

export type SpeedMeter = {
  /** A draw begins, its tokens counted from zero. @param now ms */
  begin: (now: number) => void;
  /** @param tokens of the draw so far @returns what came since the last tick, once there is a second of it */
  read: (tokens: number, now: number) => Tick | null;
  /** What has not been told yet, however little; null when no time passed. */
  rest: () => Tick | null;
  /** The draw holds still, and goes on. */
  hold: (now: number) => void;
  goOn: (now: number) => void;
};

const tickMs = 1_000;

/** A draw that ends within a second is added to the next, so that short prompts do not make a jagged line. */
export function createSpeedMeter(): SpeedMeter {
  let open: Tick = { tokens: 0, seconds: 0 };
  let since = 0;
  let counted = 0;
  let isHeld = false;

  function add(tokens: number, now: number): void {
    const seconds = isHeld ? 0 : Math.max(0, now - since) / 1_000;
    open = { tokens: open.tokens + tokens - counted, seconds: open.seconds + seconds };
    counted = tokens;
    since = now;
  }

  function take(leastMs: number): Tick | null {
    if (open.seconds * 1_000 < leastMs) return null;
    const taken = open;
    open = { tokens: 0, seconds: 0 };
    return taken;
  }

  return {
    begin: (now) => {
      since = now;
      counted = 0;
    },
    read: (tokens, now) => {
      add(tokens, now);
      return take(tickMs);
    },
    rest: () => take(1),
    hold: (now) => {
      add(counted, now);
      isHeld = true;
    },
    goOn: (now) => {
      since = now;
      isHeld = false;
    },
  };
}
