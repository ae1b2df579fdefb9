// What holds a draw back between two tokens: a stop, a pause, a limit on its pace.

export type DrawControl = {
  /** @param bell counts the page's messages: while it stands still none waits. Without it every token takes a turn to look. */
  listen: (bell: SharedArrayBuffer) => void;
  stop: (job: number) => void;
  pause: () => void;
  resume: () => void;
  /** @param tokensPerSecond 0 for no limit */
  pace: (tokensPerSecond: number) => void;
  /** Lets waiting messages in, waits out a pause and keeps the pace; true when the job is to end here. */
  between: (job: number, tokens: number) => Promise<boolean>;
  /** Milliseconds that this worker has stood paused. */
  pausedMs: () => number;
};

/** A bell may be heard before what it rang for has come. */
const turnsPerRing = 4;
/** Timers overflow beyond some weeks. */
const longestSleepMs = 60_000;

export function drawControl(): DrawControl {
  const turn = turnTaker();
  const stopped = new Set<number>();
  const mail = mailbox();
  let isPaused = false;
  let pausedMs = 0;
  let limit = 0;
  /** From when and from which token on the pace is kept. */
  let since = { at: 0, tokens: 0, job: 0 };
  let wake = () => {};

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === Number.POSITIVE_INFINITY ? null : setTimeout(resolve, ms);
      wake = () => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      };
    });
  }

  async function waitOutPause(job: number): Promise<void> {
    const began = performance.now();
    while (isPaused && !stopped.has(job)) await sleep(Number.POSITIVE_INFINITY);
    const waited = performance.now() - began;
    pausedMs += waited;
    since.at += waited;
  }

  async function keepPace(job: number, tokens: number): Promise<void> {
    if (since.job !== job) since = { at: performance.now(), tokens, job };
    while (limit > 0 && !isPaused && !stopped.has(job)) {
      const dueMs = since.at + (1_000 * (tokens - since.tokens)) / limit - performance.now();
      if (dueMs <= 1) return;
      await sleep(Math.min(dueMs, longestSleepMs));
    }
  }

  return {
    listen: mail.listen,
    stop: (job) => {
      stopped.add(job);
      wake();
    },
    pause: () => {
      isPaused = true;
      wake();
    },
    resume: () => {
      isPaused = false;
      wake();
    },
    pace: (tokensPerSecond) => {
      limit = tokensPerSecond;
      since.job = 0;
      wake();
    },
    between: async (job, tokens) => {
      if (mail.look()) await turn();
      if (limit > 0) await keepPace(job, tokens);
      if (isPaused) await waitOutPause(job);
      return stopped.has(job);
    },
    pausedMs: () => pausedMs,
  };
}

/** Whether a message may wait. A turn of the queue costs a small model a tenth of a token's time, so none is taken in vain. */
function mailbox() {
  let bell: Int32Array | null = null;
  let heard = 0;
  let turnsLeft = 0;
  return {
    listen: (shared: SharedArrayBuffer) => {
      bell = new Int32Array(shared);
    },
    look: () => {
      if (!bell) return true;
      const rung = Atomics.load(bell, 0);
      if (rung !== heard) turnsLeft = turnsPerRing;
      heard = rung;
      if (turnsLeft === 0) return false;
      turnsLeft--;
      return true;
    },
  };
}

/** One turn of the worker's own message queue: without it a stop is heard only after the last token. */
function turnTaker(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let next = () => {};
  port1.onmessage = () => next();
  return () =>
    new Promise((resolve) => {
      next = resolve;
      port2.postMessage(null);
    });
}
