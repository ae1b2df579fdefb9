// Where a run waits: while something holds it up, or for some time. A failure that is met meanwhile ends the waiting.

export type Pauses = {
  hold: (isHeld: boolean) => void;
  isHeld: () => boolean;
  /** Answers when nothing holds. Rejects with what failed. */
  pass: () => Promise<void>;
  /** Answers after so many ms, or earlier: when woken, and when the network is back. Rejects with what failed. */
  sleep: (ms: number) => Promise<void>;
  wake: () => void;
  fail: (error: Error) => void;
  /** Throws what failed meanwhile and nobody has met. */
  check: () => void;
  reset: () => void;
};

export function createPauses(): Pauses {
  let held = false;
  let failure: Error | null = null;
  const sleepers = new Set<() => void>();

  function wake(): void {
    for (const sleeper of [...sleepers]) sleeper();
  }

  function woken(ms: number | null): Promise<void> {
    const ending = new AbortController();
    return new Promise<void>((resolve) => {
      sleepers.add(resolve);
      ending.signal.addEventListener("abort", () => sleepers.delete(resolve));
      window.addEventListener("online", () => resolve(), { signal: ending.signal });
      const clock = ms === null ? undefined : setTimeout(resolve, ms);
      ending.signal.addEventListener("abort", () => clearTimeout(clock));
    }).finally(() => ending.abort());
  }

  function throwFailure(): void {
    if (!failure) return;
    const met = failure;
    failure = null;
    throw met;
  }

  return {
    hold: (isHeld) => {
      const isReleased = held && !isHeld;
      held = isHeld;
      if (isReleased) wake();
    },
    isHeld: () => held,
    pass: async () => {
      throwFailure();
      while (held) {
        await woken(null);
        throwFailure();
      }
    },
    sleep: async (ms) => {
      throwFailure();
      await woken(ms);
      throwFailure();
    },
    wake,
    fail: (error) => {
      failure = error;
      wake();
    },
    check: throwFailure,
    reset: () => {
      failure = null;
    },
  };
}
