import type { ReactNode } from "react";
import type { Draft, FormTask } from "#app/features/tasks/forms/draft.ts";
import { EditForm } from "#app/features/tasks/forms/edit-form.tsx";
import { LabelForm } from "#app/features/tasks/forms/label-form.tsx";
import { PreferForm } from "#app/features/tasks/forms/prefer-form.tsx";
import { RankForm } from "#app/features/tasks/forms/rank-form.tsx";
import { RateForm } from "#app/features/tasks/forms/rate-form.tsx";
import { assertNever } from "#app/lib/invariant.ts";

type KindFormProps = {
  task: FormTask;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSubmit: (draft: Draft) => void;
  bar: (buttons: ReactNode) => ReactNode;
};

/** The form of the draft's kind, laid out by the width that it is given. */
export function KindForm(props: KindFormProps) {
  return (
    <div className="@container min-w-0">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <OwnForm {...props} />
      </div>
    </div>
  );
}

/** A new kind has its line here. */
function OwnForm({ draft, ...rest }: KindFormProps) {
  switch (draft.kind) {
    case "prefer":
      return <PreferForm draft={draft} {...rest} />;
    case "rank":
      return <RankForm draft={draft} {...rest} />;
    case "rate":
      return <RateForm draft={draft} {...rest} />;
    case "label":
      return <LabelForm draft={draft} {...rest} />;
    case "edit":
      return <EditForm draft={draft} {...rest} />;
    default:
      return assertNever(draft);
  }
}
