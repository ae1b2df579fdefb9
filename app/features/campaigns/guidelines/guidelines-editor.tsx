import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { LongTextField } from "#app/features/campaigns/form/form-fields.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines/guidelines.tsx";

/** Markdown, an example to fill in, and the text as judges will read it: drawn by the server, as theirs is. */
export function GuidelinesEditor() {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  const [isPreviewed, setPreviewed] = useState(false);
  const drawn = useFetcher<{ html: string }>();

  function preview(): void {
    if (!isPreviewed) void drawn.submit({ body: values.guidelines }, { method: "post", action: "/guidelines-preview" });
    setPreviewed(!isPreviewed);
  }
  return (
    <div className="grid gap-2">
      <LongTextField
        path="guidelines"
        label={t("form.guidelines.label")}
        note={t("form.guidelines.note")}
        rows={10}
        value={values.guidelines}
        onValue={(guidelines) => {
          setPreviewed(false);
          set({ guidelines });
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={preview} aria-expanded={isPreviewed} disabled={values.guidelines.trim() === ""}>
          {t(isPreviewed ? "form.guidelines.hide" : "form.guidelines.preview")}
        </Button>
        <Button
          onClick={() =>
            set({ guidelines: `${values.guidelines.trimEnd()}\n\n${t("form.guidelines.example")}`.trimStart() })
          }
        >
          {t("form.guidelines.addExample")}
        </Button>
      </div>
      {isPreviewed && (
        <section
          aria-label={t("form.guidelines.preview")}
          aria-live="polite"
          className="rounded-card border border-line bg-sunken p-4"
        >
          {drawn.data && drawn.state === "idle" ? (
            <GuidelinesText html={drawn.data.html} />
          ) : (
            t("form.guidelines.drawing")
          )}
        </section>
      )}
    </div>
  );
}
