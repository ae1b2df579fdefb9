type IntervalPlotProps = {
  value: number;
  low: number | null;
  high: number | null;
  /** The axis' ends; what lies beyond is cut off. */
  from: number;
  to: number;
  /** Where chance, or the average, would be. */
  mark?: number | undefined;
  /** A second reading of the same thing, less in sight. */
  isQuiet?: boolean;
};

/** A value with its interval on an axis: the figure itself stands in words beside it, so that this is for the eye only. */
export function IntervalPlot({ value, low, high, from, to, mark, isQuiet = false }: IntervalPlotProps) {
  const place = (at: number) => (Math.min(Math.max(at, from), to) - from) * (100 / (to - from));
  const [start, end] = [place(low ?? value), place(high ?? value)];
  return (
    <svg
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={isQuiet ? "h-2 w-full" : "h-4 w-full"}
    >
      <rect x="0" y="1.5" width="100" height="1" className="fill-sunken" />
      <rect x={start} y="1" width={end - start} height="2" className="fill-line" />
      {mark !== undefined && <rect x={place(mark) - 0.15} y="0" width="0.3" height="4" className="fill-muted" />}
      <rect
        x={Math.min(place(value), 99.2)}
        y="0.5"
        width="0.8"
        height="3"
        className={isQuiet ? "fill-muted" : "fill-accent"}
      />
    </svg>
  );
}
