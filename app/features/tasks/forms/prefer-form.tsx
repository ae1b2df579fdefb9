import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { preferOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import type { FormProps } from "#app/features/tasks/forms/form-props.ts";
import { KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";
import { hasStrength, type Strength, strengths } from "#app/features/tasks/forms/prefer-draft.ts";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { wordDifference } from "#app/features/tasks/forms/words.ts";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

const choices = ["a", "b", "tie", "bad"] as const satisfies ReadonlyArray<PreferResult>;

const chosenLook = "aria-pressed:border-accent aria-pressed:bg-accent/10 aria-pressed:text-accent";

/** Two samples side by side, or one under the other on a phone; one key answers, or two where a strength is asked for. */
export function PreferForm({ task, draft, onDraft, onSubmit, bar }: FormProps<"prefer">) {
  const { strength: isGraded } = preferOptionsSchema.parse(task.options ?? {});
  const [areDifferencesShown, showDifferences] = useState(false);
  const { t } = useTranslation("tasks");
  const [sampleA, sampleB] = task.samples;
  const difference = useMemo(
    () => (areDifferencesShown && sampleA && sampleB ? wordDifference(sampleA.text, sampleB.text) : null),
    [areDifferencesShown, sampleA, sampleB],
  );
  const toggle = () => showDifferences(!areDifferencesShown);

  function choose(choice: PreferResult): void {
    const next = { ...draft, choice, strength: null };
    if (isGraded && hasStrength(choice)) onDraft(next);
    else onSubmit(next);
  }
  const isAskingHow = isGraded && hasStrength(draft.choice);
  const grade = isAskingHow ? (strength: Strength) => onSubmit({ ...draft, strength }) : undefined;

  useActionKeys({
    "prefer-a": () => choose("a"),
    "prefer-b": () => choose("b"),
    "prefer-tie": () => choose("tie"),
    "prefer-bad": () => choose("bad"),
    "prefer-differences": toggle,
    "number-1": grade && (() => grade(1)),
    "number-2": grade && (() => grade(2)),
    "number-3": grade && (() => grade(3)),
    submit: () => onSubmit(draft),
  });

  if (!sampleA || !sampleB) return null;
  const tools = (
    <KeyedButton
      does="prefer-differences"
      variant="quiet"
      aria-pressed={areDifferencesShown}
      className="aria-pressed:text-accent"
      onClick={toggle}
    >
      {t("prefer.differences")}
    </KeyedButton>
  );
  return (
    <>
      <TaskTexts task={task} tools={tools}>
        {areDifferencesShown && !difference && <p className="text-13 text-warn">{t("prefer.tooDifferent")}</p>}
        <div className="grid gap-4 @2xl:grid-cols-2">
          <SampleCard name="A" text={sampleA.text} marks={difference?.left} isChosen={draft.choice === "a"} />
          <SampleCard name="B" text={sampleB.text} marks={difference?.right} isChosen={draft.choice === "b"} />
        </div>
      </TaskTexts>
      {bar(
        <>
          {grade && <Strengths chosen={draft.strength} onChoose={grade} />}
          <div className="grid grid-cols-2 gap-2 @2xl:grid-cols-4 @2xl:gap-3">
            {choices.map((choice) => (
              <KeyedButton
                key={choice}
                does={`prefer-${choice}`}
                size="large"
                aria-pressed={draft.choice === null ? undefined : draft.choice === choice}
                className={chosenLook}
                onClick={() => choose(choice)}
              >
                {t(`choice.${choice}`)}
              </KeyedButton>
            ))}
          </div>
        </>,
      )}
    </>
  );
}

function Strengths({ chosen, onChoose }: { chosen: Strength | null | undefined; onChoose: (one: Strength) => void }) {
  const { t } = useTranslation("tasks");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-13 text-muted">{t("prefer.howMuch")}</legend>
      <div className="grid grid-cols-3 gap-2">
        {strengths.map((strength) => (
          <KeyedButton
            key={strength}
            does={`number-${strength}`}
            size="large"
            aria-pressed={chosen === strength}
            className={`${chosenLook} @max-2xl:px-2`}
            onClick={() => onChoose(strength)}
          >
            {t(`prefer.strength.${strength}`)}
          </KeyedButton>
        ))}
      </div>
    </fieldset>
  );
}
