import type { ReactNode } from "react";
import { AlertIcon } from "#app/components/icons.tsx";

type ErrorMessageProps = { title: ReactNode; children?: ReactNode; action?: ReactNode };

/** What went wrong, what was kept, and a button. Announced when it appears. */
export function ErrorMessage({ title, children, action }: ErrorMessageProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-card border border-bad bg-surface p-4">
      <AlertIcon className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="grid min-w-0 gap-2 justify-items-start">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
        {action}
      </div>
    </div>
  );
}
