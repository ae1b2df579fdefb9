type SpeedPlotProps = { speeds: ReadonlyArray<number>; label: string };

const width = 120;
const height = 28;

/** Tokens a second over the drawn prompts, oldest left; the axis starts at zero. */
export function SpeedPlot({ speeds, label }: SpeedPlotProps) {
  if (speeds.length < 2) return null;
  const highest = Math.max(...speeds, 1);
  const points = speeds.map((speed, index) => {
    const x = (index / (speeds.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 1 - (speed / highest) * (height - 2)).toFixed(1)}`;
  });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="h-7 w-30 text-accent">
      <line x1="0" y1={height - 0.5} x2={width} y2={height - 0.5} className="stroke-line" />
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
