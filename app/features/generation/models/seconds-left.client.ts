type Progress = { loadedBytes: number; totalBytes: number };

/** How long a download will still take, by its speed so far; null until that is known. What was here already is no speed. */
export function createSecondsLeft(): (progress: Progress) => number | null {
  let begin: { at: number; bytes: number } | null = null;
  return ({ loadedBytes, totalBytes }) => {
    const now = performance.now();
    begin ??= { at: now, bytes: loadedBytes };
    const perSecond = (loadedBytes - begin.bytes) / ((now - begin.at) / 1_000);
    return perSecond > 0 ? (totalBytes - loadedBytes) / perSecond : null;
  };
}
