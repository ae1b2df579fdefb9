import { useId } from "react";

type ProgressBarProps = {
  label: string;
  value: number;
  max: number;
  /** What the bar says in words, in its unit: "3.1 of 8 MB". */
  text?: string;
};

/** An honest bar: a value out of a known whole. */
export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap justify-between gap-x-3 text-13">
        <label htmlFor={id} className="text-muted">
          {label}
        </label>
        {text !== undefined && <span>{text}</span>}
      </div>
      <progress
        id={id}
        value={Math.min(value, max)}
        max={Math.max(max, 1)}
        aria-valuetext={text}
        className="h-2 w-full overflow-hidden rounded-full"
      />
    </div>
  );
}
