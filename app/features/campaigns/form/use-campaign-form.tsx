import { createContext, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { type Problem, problemAt, problemsOf } from "#app/features/campaigns/form/form-problems.ts";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";
import type { FormValues, KindValues } from "#app/features/campaigns/form/form-values.ts";
import { invariant } from "#app/lib/invariant.ts";

export type CampaignFormState = {
  values: FormValues;
  set: (change: Partial<FormValues>) => void;
  setKind: (index: number, change: Partial<KindValues>) => void;
  problems: ReadonlyArray<Problem>;
  /** What is wrong at a path, once its field was left or the form was sent. */
  problemOf: (path: string) => string | undefined;
  leave: (path: string) => void;
  /** Shows every problem. @returns whether there is none */
  check: () => boolean;
};

/** The values of the form, and what its schema says about them after each change. */
export function useCampaignForm(initial: FormValues): CampaignFormState {
  const { t } = useTranslation("campaigns");
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const problems = useMemo(() => {
    const parsed = campaignRequestSchema.safeParse(requestOf(values));
    return parsed.success ? [] : problemsOf(parsed.error);
  }, [values]);

  function problemOf(path: string): string | undefined {
    if (!isChecked && !left.has(path)) return undefined;
    const problem = problemAt(problems, path);
    return problem && t(`problem.${problem.code}`, { limit: problem.limit });
  }
  return {
    ...{ values, problems, problemOf },
    set: (change) => setValues((current) => ({ ...current, ...change })),
    setKind: (at, change) =>
      setValues((current) => ({
        ...current,
        kinds: current.kinds.map((kind, index) => (index === at ? { ...kind, ...change } : kind)),
      })),
    leave: (path) => setLeft((current) => (current.has(path) ? current : new Set([...current, path]))),
    check: () => {
      setChecked(true);
      return problems.length === 0;
    },
  };
}

const FormContext = createContext<CampaignFormState | null>(null);
export const CampaignFormProvider = FormContext.Provider;

export function useFormState(): CampaignFormState {
  const state = useContext(FormContext);
  invariant(state, "a field of the campaign form stands outside it");
  return state;
}
