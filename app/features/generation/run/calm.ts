// A worker tells something ten times a second; an eye reads less, and each drawing takes time from the worker.

type Subscribe = (onChange: () => void) => () => void;

/** As `subscribe`, but what changes within `everyMs` of the last call is told in one. The last change is always told. */
export function calmly(subscribe: Subscribe, everyMs: number): Subscribe {
  return (onChange) => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = () => {
      timer = null;
      last = performance.now();
      onChange();
    };
    const end = subscribe(() => {
      timer ??= setTimeout(tell, Math.max(0, last + everyMs - performance.now()));
    });
    return () => {
      end();
      if (timer !== null) clearTimeout(timer);
    };
  };
}
