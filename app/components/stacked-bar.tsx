import type { ReactNode } from "react";

const fills = {
  accent: "fill-accent",
  good: "fill-good",
  warn: "fill-warn",
  bad: "fill-bad",
  muted: "fill-muted",
  line: "fill-line",
};

export type Segment = { label: string; share: number; tone: keyof typeof fills; value: ReactNode };

/** One whole in parts, with a legend. Shares are fractions of 1 and may sum to less. */
export function StackedBar({ segments }: { segments: ReadonlyArray<Segment> }) {
  let end = 0;
  const placed = segments.map((segment) => {
    const start = end;
    end += segment.share * 100;
    return { ...segment, start, width: segment.share * 100 };
  });
  return (
    <div className="grid gap-2">
      <svg
        viewBox="0 0 100 2"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-3 w-full rounded-full bg-sunken"
      >
        {placed.map(({ label, start, width, tone }) => (
          <rect key={label} x={start} y="0" width={width} height="2" className={fills[tone]} />
        ))}
      </svg>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13">
        {segments.map(({ label, tone, value }) => (
          <li key={label} className="inline-flex items-center gap-1.5">
            <svg viewBox="0 0 8 8" aria-hidden="true" className="size-2.5">
              <rect width="8" height="8" rx="1.5" className={fills[tone]} />
            </svg>
            <span className="text-muted">{label}</span> {value}
          </li>
        ))}
      </ul>
    </div>
  );
}
