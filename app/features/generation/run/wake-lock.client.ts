// Keeps the screen on while something is written. The browser takes the lock back when the tab is hidden; it is asked for again
// when the tab is shown.

export type WakeLock = { want: (isWanted: boolean) => void; end: () => void };

export function createWakeLock(onChange: (isAwake: boolean) => void): WakeLock {
  let isWanted = false;
  let held: WakeLockSentinel | null = null;
  let isAsking = false;

  async function adjust(): Promise<void> {
    if (!("wakeLock" in navigator) || isAsking) return;
    if (!isWanted) return void held?.release();
    if (held || document.visibilityState !== "visible") return;
    isAsking = true;
    // Refused on a low battery, for one: it is a comfort, not a need.
    held = await navigator.wakeLock.request("screen").catch(() => null);
    isAsking = false;
    if (!held) return;
    onChange(true);
    held.addEventListener("release", () => {
      held = null;
      onChange(false);
    });
    if (!isWanted) await held.release();
  }

  const adjustNow = () => void adjust();
  document.addEventListener("visibilitychange", adjustNow);

  return {
    want: (wanted) => {
      if (isWanted === wanted) return;
      isWanted = wanted;
      adjustNow();
    },
    end: () => {
      isWanted = false;
      document.removeEventListener("visibilitychange", adjustNow);
      void held?.release();
    },
  };
}
