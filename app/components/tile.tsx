import type { ReactNode } from "react";

/** One figure with its name and what it means. */
export function Tile({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-0.5 rounded-card border border-line bg-surface p-4">
      <div className="text-13 text-muted">{label}</div>
      <div className="text-22 font-semibold">{value}</div>
      {note !== undefined && <div className="text-13 text-muted">{note}</div>}
    </div>
  );
}
