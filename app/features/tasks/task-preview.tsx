import { useState } from "react";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { type FormTask, startDraft } from "#app/features/tasks/forms/draft.ts";
import { KindForm } from "#app/features/tasks/forms/kind-form.tsx";

type TaskPreviewProps = { kind: TaskKind; options: unknown; prompt: string; texts: ReadonlyArray<string> };

/** A task that nobody leased: it can be tried, and its answer goes nowhere. */
export function TaskPreview({ kind, options, prompt, texts }: TaskPreviewProps) {
  const task: FormTask = {
    kind,
    options,
    prompt: { messages: [{ role: "user", content: prompt }] },
    samples: texts.map((text, place) => ({ id: String(place), text })),
  };
  const [draft, setDraft] = useState(() => startDraft(task, null));
  return (
    <div className="grid min-w-0 gap-4">
      <KindForm task={task} draft={draft} onDraft={setDraft} onSubmit={setDraft} bar={(buttons) => buttons} />
    </div>
  );
}
