// The form of a new campaign, kept in the browser while it is filled in.
import { type FormValues, formValuesSchema } from "#app/features/campaigns/form/form-values.ts";

const key = "praca-new-campaign";

/** @returns null where nothing is kept, or nothing that this form still knows */
export function keptForm(): FormValues | null {
  try {
    const parsed = formValuesSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing (a full or forbidden storage) loses no more than the draft. */
export function keepForm(values: FormValues): void {
  try {
    localStorage.setItem(key, JSON.stringify(values));
  } catch {
    return;
  }
}

export function forgetForm(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
