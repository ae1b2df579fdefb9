import { GeneratorNotes } from "#app/features/generation/desk/generator-notes.tsx";
import { GeneratorNumbers } from "#app/features/generation/desk/generator-numbers.tsx";
import { GeneratorRows } from "#app/features/generation/desk/generator-rows.tsx";
import { GeneratorStatus } from "#app/features/generation/desk/generator-status.tsx";
import type { DeskActions } from "#app/features/generation/desk/use-desk-actions.tsx";
import { AskDownload } from "#app/features/generation/models/ask-download.tsx";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import type { GeneratorState } from "#app/features/generation/run/generator-state.ts";

type ViewProps = { state: GeneratorState; model: CatalogueModel; isTrial: boolean; actions: DeskActions };

/** What goes on: a question, a sentence, the figures, and the rows as they are written. */
export function GeneratorView({ state, model, isTrial, actions }: ViewProps) {
  return (
    <div className="grid min-w-0 gap-4">
      {state.ask && <AskDownload ask={state.ask} model={model} onAnswer={actions.answer} />}
      <GeneratorStatus state={state} onRetry={actions.start} />
      <GeneratorNotes state={state} />
      <GeneratorNumbers state={state} isTrial={isTrial} />
      <GeneratorRows rows={state.rows} />
    </div>
  );
}
