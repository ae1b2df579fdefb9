import clsx from "clsx";
import type { ReactNode } from "react";
import { AlertIcon, CheckIcon, ClockIcon, CloseIcon, DotIcon } from "#app/components/icons.tsx";

export type Tone = "good" | "warn" | "bad" | "neutral" | "accent";

const looks: Record<Tone, { className: string; Icon: typeof CheckIcon }> = {
  good: { className: "text-good", Icon: CheckIcon },
  warn: { className: "text-warn", Icon: AlertIcon },
  bad: { className: "text-bad", Icon: CloseIcon },
  neutral: { className: "text-muted", Icon: ClockIcon },
  accent: { className: "text-accent", Icon: DotIcon },
};

/** A state: always an icon and a word, never a colour alone. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { className, Icon } = looks[tone];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded-full border border-line bg-surface px-2 py-0.5 text-13 font-medium whitespace-nowrap",
        className,
      )}
    >
      <Icon className="size-3.5" />
      {children}
    </span>
  );
}
