import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { NumberField, SelectField } from "#app/features/campaigns/form/form-fields.tsx";
import { KindOptions } from "#app/features/campaigns/form/form-kind-options.tsx";
import { type KindValues, kindValues } from "#app/features/campaigns/form/form-values.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { payRulesOf, taskKinds } from "#app/features/campaigns/kind-options.ts";
import { tokenSymbol } from "#app/lib/money.ts";

/** What people are asked, one card a kind, with its price and its rule. */
export function FormKinds() {
  const { t } = useTranslation("campaigns");
  const { values, set, problemOf } = useFormState();
  const unused = taskKinds.filter((kind) => !values.kinds.some((chosen) => chosen.kind === kind));
  const problem = values.kinds.length === 0 ? problemOf("kinds") : undefined;
  return (
    <>
      {values.kinds.map((kind, index) => (
        <KindCard key={kind.kind} kind={kind} index={index} />
      ))}
      {unused.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="mb-2 text-13 text-muted">{t("form.kind.add")}</legend>
          {unused.map((kind) => (
            <Button key={kind} onClick={() => set({ kinds: [...values.kinds, kindValues(kind)] })}>
              {t(`kind.${kind}`)}
            </Button>
          ))}
          {problem && (
            <p role="alert" className="text-13 text-bad">
              {problem}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}

function KindCard({ kind, index }: { kind: KindValues; index: number }) {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  const remove = () => set({ kinds: values.kinds.filter((_, at) => at !== index) });
  return (
    <Card
      title={t(`kind.${kind.kind}`)}
      action={
        values.kinds.length > 1 && (
          <Button
            variant="quiet"
            onClick={remove}
            aria-label={t("form.kind.removeNamed", { kind: t(`kind.${kind.kind}`) })}
          >
            {t("form.kind.remove")}
          </Button>
        )
      }
    >
      <p className="mb-4 text-muted">{t(`form.kind.what.${kind.kind}`)}</p>
      <div className="grid gap-4">
        <KindOptions kind={kind} index={index} />
        <Redundancy kind={kind} index={index} />
      </div>
    </Card>
  );
}

function Redundancy({ kind, index }: { kind: KindValues; index: number }) {
  const { t } = useTranslation("campaigns");
  const { setKind } = useFormState();
  const at = (field: string) => `kinds.${index}.${field}`;
  const ruleNames = { "gold/1": t("form.rule.gold"), "agreement/1": t("form.rule.agreement") };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <NumberField
        path={at("priceWei")}
        label={t("form.kind.price", { symbol: tokenSymbol })}
        value={kind.price}
        onValue={(price) => setKind(index, { price })}
      />
      <NumberField
        path={at("goldEvery")}
        label={t("form.kind.goldEvery")}
        note={t("form.kind.goldEveryNote")}
        value={kind.goldEvery}
        onValue={(goldEvery) => setKind(index, { goldEvery })}
      />
      <NumberField
        path={at("answersMin")}
        label={t("form.kind.answersMin")}
        value={kind.answersMin}
        onValue={(answersMin) => setKind(index, { answersMin })}
      />
      <NumberField
        path={at("answersMax")}
        label={t("form.kind.answersMax")}
        value={kind.answersMax}
        onValue={(answersMax) => setKind(index, { answersMax })}
      />
      {kind.kind !== "edit" && (
        <NumberField
          path={at("barPermille")}
          label={t("form.kind.bar")}
          note={t("form.kind.barNote")}
          value={kind.barPercent}
          onValue={(barPercent) => setKind(index, { barPercent })}
        />
      )}
      <div className="sm:col-span-2">
        <SelectField
          path={at("payRule")}
          label={t("form.kind.payRule")}
          note={t(kind.payRule === "gold/1" ? "rule.gold" : "rule.agreement")}
          value={kind.payRule}
          choices={payRulesOf[kind.kind].map((rule) => ({ value: rule, label: ruleNames[rule] }))}
          onValue={(payRule) => setKind(index, { payRule })}
        />
      </div>
    </div>
  );
}
