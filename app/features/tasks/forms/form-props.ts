import type { ReactNode } from "react";
import type { Draft, FormTask } from "#app/features/tasks/forms/draft.ts";

/** What every form is given. It holds no answer of its own: the draft comes in, and each change of it goes out. */
export type FormProps<Kind extends Draft["kind"]> = {
  task: FormTask;
  draft: Extract<Draft, { kind: Kind }>;
  onDraft: (draft: Draft) => void;
  /** Says that the draft is an answer; what it lacks is said by who asked. */
  onSubmit: (draft: Draft) => void;
  /** Puts the form's own large buttons where the page has them. */
  bar: (buttons: ReactNode) => ReactNode;
};
