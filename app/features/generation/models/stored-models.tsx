import { memo, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";
import { removeModel, type StoredModel, storedModels } from "#app/features/generation/models/model-storage.client.ts";

type StoredProps = {
  /** For their names; one that the page does not know is named by its id. */
  known: ReadonlyArray<CatalogueModel>;
  /** A model in use stays. */
  isRunning: boolean;
  /** Whether this run's model is here; null before it was loaded. */
  isStored: boolean | null;
  /** Whether the browser promised to keep them; null before it was asked. */
  isPersisted: boolean | null;
  onPersist: () => void;
};

type Look = { models: ReadonlyArray<StoredModel>; used: number; quota: number } | "unknown" | null;

/** Which models this browser keeps, what they take, and the way to be rid of them. */
export const StoredModels = memo(function StoredModels({
  known,
  isRunning,
  isStored,
  isPersisted,
  onPersist,
}: StoredProps) {
  const { t, i18n } = useTranslation("generation");
  const [look, setLook] = useState<Look>(null);
  const lookAgain = useCallback(() => {
    lookAtStorage().then(setLook, () => setLook("unknown"));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored changes when a model was loaded or a run ends
  useEffect(lookAgain, [lookAgain, isRunning, isStored]);

  if (look === null) return null;
  if (look === "unknown") return <Card title={t("storage.title")}>{t("storage.failed")}</Card>;
  const size = (bytes: number) => toMegabytes(bytes, i18n.language);
  const remove = ({ id, revision }: StoredModel) => {
    void removeModel(id, revision).finally(lookAgain);
  };
  return (
    <Card title={t("storage.title")}>
      <div className="grid gap-3 text-15">
        {look.models.length === 0 && <p className="text-muted">{t("storage.none")}</p>}
        <ul className="grid gap-2 empty:hidden">
          {look.models.map((model) => (
            <li key={`${model.id} ${model.revision}`} className="flex items-center justify-between gap-3">
              <span className="min-w-0 break-words">
                {nameOf(model)} <span className="text-muted tabular-nums">{size(model.bytes)} MB</span>
              </span>
              <Button
                disabled={isRunning}
                aria-label={t("storage.removeName", { name: nameOf(model), size: size(model.bytes) })}
                onClick={() => remove(model)}
              >
                {t("storage.remove")}
              </Button>
            </li>
          ))}
        </ul>
        {isRunning && look.models.length > 0 && <p className="text-13 text-muted">{t("storage.running")}</p>}
        <p className="text-13 text-muted">
          {t("storage.use", { used: size(look.used), quota: size(look.quota / 1_000) })}{" "}
          {t(isPersisted ? "storage.kept" : "storage.notKept")}
        </p>
        {!isPersisted && (
          <Button className="justify-self-start" onClick={onPersist}>
            {t("storage.keep")}
          </Button>
        )}
      </div>
    </Card>
  );

  function nameOf({ id }: StoredModel): string {
    return known.find((model) => model.id === id)?.name ?? id;
  }
});

async function lookAtStorage(): Promise<Look> {
  const models = await storedModels();
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { models, used: usage, quota };
}
