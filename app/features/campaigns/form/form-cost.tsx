import clsx from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { promptCost } from "#app/features/campaigns/prompt-cost.ts";

/** What a prompt costs and what so many do, as it is typed. */
export function FormCost() {
  const { t } = useTranslation("campaigns");
  const { values } = useFormState();
  const [typed, setTyped] = useState("100");
  const cost = promptCost(values);
  const prompts = /^\d{1,9}$/.test(typed.trim()) ? BigInt(typed.trim()) : null;
  return (
    <Card title={t("form.cost.title")}>
      {cost ? (
        <dl className="grid gap-1.5">
          <Row name={t("form.cost.samples", { count: cost.samples })} wei={cost.samplesWei} />
          {cost.kinds.map(({ kind, tasks, answers, mostWei }) => (
            <Row key={kind} name={t("form.cost.kind", { kind: t(`kind.${kind}`), tasks, answers })} wei={mostWei} />
          ))}
          <Row name={t("form.cost.most")} wei={cost.mostWei} className="mt-1 border-t border-line pt-2 font-semibold" />
          <Row name={t("form.cost.least")} wei={cost.leastWei} />
        </dl>
      ) : (
        <p className="text-muted">{t("form.cost.unknown")}</p>
      )}
      <div className="mt-4 grid gap-2 border-t border-line pt-4">
        <Field label={t("form.cost.prompts")} note={t("form.cost.note")}>
          {(parts) => (
            <input
              {...parts}
              value={typed}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
              className={fieldLook}
            />
          )}
        </Field>
        <p role="status" className="flex flex-wrap justify-between gap-x-4 font-semibold">
          {cost && prompts !== null && (
            <>
              <span>{t("form.cost.total")}</span>
              <span>
                <Amount wei={cost.leastWei * prompts} /> – <Amount wei={cost.mostWei * prompts} />
              </span>
            </>
          )}
        </p>
      </div>
    </Card>
  );
}

function Row({ name, wei, className }: { name: string; wei: bigint; className?: string }) {
  return (
    <div className={clsx("flex flex-wrap justify-between gap-x-4", className)}>
      <dt>{name}</dt>
      <dd>
        <Amount wei={wei} />
      </dd>
    </div>
  );
}
