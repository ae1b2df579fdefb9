import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { optionsOf } from "#app/features/campaigns/form/form-request.ts";
import type { KindValues } from "#app/features/campaigns/form/form-values.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { kindOptionsSchemas, type TaskKind } from "#app/features/campaigns/kind-options.ts";

/** A task of the campaign as it would be handed out. */
export type PreviewTask = { kind: TaskKind; options: unknown; prompt: string; texts: ReadonlyArray<string> };
export type DrawPreview = (task: PreviewTask) => ReactNode;

/** The task as contributors will see it, drawn anew with each change of its options. */
export function FormPreview({ draw }: { draw: DrawPreview }) {
  const { t } = useTranslation("campaigns");
  const { values } = useFormState();
  const [chosen, choose] = useState<TaskKind | null>(null);
  const kind = values.kinds.find((one) => one.kind === chosen) ?? values.kinds[0];
  return (
    <Card title={t("preview.title")}>
      {values.kinds.length > 1 && (
        <div className="mb-3 flex flex-wrap gap-2">
          {values.kinds.map((one) => (
            <Button key={one.kind} aria-pressed={one.kind === kind?.kind} onClick={() => choose(one.kind)}>
              {t(`kind.${one.kind}`)}
            </Button>
          ))}
        </div>
      )}
      <p className="mb-3 text-13 text-muted">{t("preview.what")}</p>
      {kind && <Task kind={kind} draw={draw} />}
    </Card>
  );
}

function Task({ kind, draw }: { kind: KindValues; draw: DrawPreview }) {
  const { t } = useTranslation("campaigns");
  const parsed = kindOptionsSchemas[kind.kind].safeParse(optionsOf(kind));
  if (!parsed.success)
    return <p className="rounded-card bg-sunken p-4 text-muted">{t(`preview.incomplete.${kind.kind}`)}</p>;
  const texts = [t("preview.samples.0"), t("preview.samples.1"), t("preview.samples.2"), t("preview.samples.3")];
  return draw({
    kind: kind.kind,
    options: parsed.data,
    prompt: t("preview.prompt"),
    texts: texts.slice(0, samplesShown(kind)),
  });
}

function samplesShown({ kind, mode }: KindValues): number {
  if (kind === "edit" && mode === "answer") return 0;
  return kind === "rank" ? 4 : kind === "prefer" ? 2 : 1;
}
