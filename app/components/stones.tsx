import clsx from "clsx";
import { type Stone, stonesPattern } from "#app/components/stones-pattern.ts";

const tones: Record<Stone["tone"], string> = {
  0: "fill-accent",
  1: "fill-ink",
  2: "fill-muted",
  3: "fill-accent opacity-40",
};

/** The small pattern that stands for an address. Decoration: the address beside it is the name. */
export function Stones({ address, className }: { address: string; className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={clsx("shrink-0", className ?? "size-5")}>
      {stonesPattern(address).map(({ x, y, size, turn, tone }) => (
        <rect
          key={`${x},${y}`}
          x={x - size / 2}
          y={y - size / 2}
          width={size}
          height={size}
          rx="1.5"
          transform={`rotate(${turn} ${x} ${y})`}
          className={tones[tone]}
        />
      ))}
    </svg>
  );
}

/** The mark: a square of four stones, one turned. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={clsx("shrink-0", className ?? "size-7")}>
      <g className="fill-current">
        <rect x="2" y="2" width="13" height="13" rx="2" />
        <rect x="2" y="17" width="13" height="13" rx="2" />
        <rect x="17" y="17" width="13" height="13" rx="2" />
      </g>
      <rect x="18.5" y="3.5" width="10" height="10" rx="1.5" transform="rotate(45 23.5 8.5)" className="fill-accent" />
    </svg>
  );
}
