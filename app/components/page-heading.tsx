import type { ReactNode } from "react";

type PageHeadingProps = { title: ReactNode; sentence?: ReactNode; action?: ReactNode; above?: ReactNode };

/** A page's title, its one sentence and its one primary action. `above`: a way back, or a state. */
export function PageHeading({ title, sentence, action, above }: PageHeadingProps) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="grid min-w-0 gap-1">
        {above !== undefined && <div className="flex flex-wrap items-center gap-3 text-13 text-muted">{above}</div>}
        <h1 className="text-22 sm:text-30">{title}</h1>
        {sentence !== undefined && <p className="max-w-prose text-muted">{sentence}</p>}
      </div>
      {action !== undefined && <div className="flex flex-wrap items-center gap-2">{action}</div>}
    </div>
  );
}
