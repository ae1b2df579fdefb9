import clsx from "clsx";
import type { ReactNode } from "react";

type CardProps = { title?: ReactNode; action?: ReactNode; children: ReactNode; className?: string };

export function Card({ title, action, children, className }: CardProps) {
  return (
    <section className={clsx("min-w-0 rounded-card border border-line bg-surface p-4 sm:p-5", className)}>
      {(title !== undefined || action !== undefined) && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {title !== undefined && <h2 className="text-17 font-semibold">{title}</h2>}
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
