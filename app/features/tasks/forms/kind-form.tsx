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

/** The form of the draft's kind: a new kind has its line here. */
export function KindForm({ draft, ...rest }: KindFormProps) {
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
