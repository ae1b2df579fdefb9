import { useTranslation } from "react-i18next";

/** Prompts of ours in the visitor's language, for whoever tries the starter without signing in. */
export function useTrialPrompts(): Array<string> {
  const { t } = useTranslation("generation");
  return [
    t("trial.prompt.packing"),
    t("trial.prompt.explain"),
    t("trial.prompt.product"),
    t("trial.prompt.reply"),
    t("trial.prompt.story"),
    t("trial.prompt.rewrite"),
  ];
}
