import clsx from "clsx";

export type ButtonVariant = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "normal" | "large";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:opacity-90",
  plain: "border-line bg-surface text-ink hover:border-muted",
  quiet: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-line bg-surface text-bad hover:border-bad",
};

const sizes: Record<ButtonSize, string> = {
  normal: "min-h-9 px-3 py-1 text-15 pointer-coarse:min-h-11",
  large: "min-h-13 px-5 py-2 text-17",
};

/** The classes of a button, also for a link that looks like one. One `primary` a view. */
export function buttonLook(variant: ButtonVariant = "plain", size: ButtonSize = "normal"): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-control border font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50",
    variants[variant],
    sizes[size],
  );
}

/** The classes of a text field, a text area or a select. */
export const fieldLook =
  "w-full rounded-control border border-line bg-surface px-3 py-1.5 text-15 text-ink placeholder:text-muted pointer-coarse:min-h-11 aria-invalid:border-bad";
