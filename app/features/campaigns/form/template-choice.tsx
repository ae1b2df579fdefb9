import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { formOfTemplate, type TemplateId, templateIds } from "#app/features/campaigns/form/templates.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";

/** Fills the form in; what was typed is asked about first. */
export function TemplateChoice({ isTouched }: { isTouched: boolean }) {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();

  function choose(id: TemplateId): void {
    if (isTouched && !window.confirm(t("form.templates.replace"))) return;
    const words = {
      title: t(`template.${id}.title`),
      description: t(`template.${id}.description`),
      guidelines: t(`template.${id}.guidelines`),
      labels: t("template.safety.labels"),
      dimensions: t("template.rubric.dimensions"),
    };
    set(formOfTemplate(id, words, values));
  }
  return (
    <fieldset className="mb-4">
      <legend className="mb-2 text-13 text-muted">{t("form.templates.title")}</legend>
      <div className="flex flex-wrap gap-2">
        {templateIds.map((id) => (
          <Button key={id} onClick={() => choose(id)} title={t(`template.${id}.description`)}>
            {t(`template.${id}.name`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
