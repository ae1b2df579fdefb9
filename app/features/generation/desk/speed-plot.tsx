import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";

const width = 240;
const height = 40;

/** Tokens a second over the drawn prompts, oldest left; the axis starts at zero. The same is told in words to who cannot see it. */
export const SpeedPlot = memo(function SpeedPlot({ speeds }: { speeds: ReadonlyArray<number> }) {
  const { t, i18n } = useTranslation("generation");
  const number = useMemo(() => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 }), [i18n.language]);
  const last = speeds.at(-1);
  if (last === undefined || speeds.length < 2) return null;
  const highest = Math.max(...speeds, 1);
  const points = speeds.map((speed, index) => {
    const x = (index / (speeds.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 1 - (speed / highest) * (height - 2)).toFixed(1)}`;
  });
  const told = {
    count: speeds.length,
    lowest: number.format(Math.min(...speeds)),
    highest: number.format(highest),
    last: number.format(last),
  };
  return (
    <figure className="flex items-stretch gap-2">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("numbers.plot", told)}
        className="h-10 min-w-0 grow text-accent"
      >
        <line x1="0" y1={height - 0.5} x2={width} y2={height - 0.5} className="stroke-line" />
        <polyline
          points={points.join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption aria-hidden="true" className="flex flex-col justify-between text-13 leading-none text-muted">
        <span>{told.highest}</span>
        <span>0</span>
      </figcaption>
    </figure>
  );
});
