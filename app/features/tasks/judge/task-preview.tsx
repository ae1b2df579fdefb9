import { useState } from "react";
import type { PreviewTask } from "#app/features/campaigns/form/form-preview.tsx";
import { type FormTask, startDraft } from "#app/features/tasks/forms/draft.ts";
import { KindForm } from "#app/features/tasks/forms/kind-form.tsx";

/** Drawn anew when what it asks for changes, so that its draft fits. */
export function drawPreview(task: PreviewTask) {
  return <TaskPreview key={JSON.stringify([task.kind, task.options])} {...task} />;
}

/** A task that nobody leased: it can be tried, and its answer goes nowhere. */
function TaskPreview({ kind, options, prompt, texts }: PreviewTask) {
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
