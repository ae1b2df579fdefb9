import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { MemberSettings } from "#app/features/tasks/standing/member-settings.ts";

type SettingsProps = { settings: MemberSettings; offered: ReadonlyArray<string> };

/** Languages, leaderboard, program or person. Kept when the button is pressed; it counts from the next lease and the next look. */
export function MemberSettingsForm({ settings, offered }: SettingsProps) {
  const { t, i18n } = useTranslation("contributors");
  const fetcher = useFetcher<{ isKept: boolean }>();
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  return (
    <fetcher.Form method="post" className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-5">
      <fieldset className="grid gap-2">
        <legend className="font-medium">{t("settings.languages")}</legend>
        <p className="max-w-prose text-13 text-muted">{t("settings.languagesMean")}</p>
        <div className="flex flex-wrap gap-x-6">
          {offered.map((tag) => (
            <Choice key={tag} name={`language:${tag}`} isChosen={settings.languages.includes(tag)}>
              <span lang={tag}>{names.of(tag) ?? tag}</span>
            </Choice>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="font-medium">{t("settings.others")}</legend>
        <Choice name="isListed" isChosen={settings.isListed}>
          {t("settings.listed")}
        </Choice>
        <Choice name="isAgent" isChosen={settings.isAgent}>
          {t("settings.agent")}
        </Choice>
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={fetcher.state !== "idle"}>
          {t("settings.keep")}
        </Button>
        <p role="status" className="text-13 text-muted">
          {fetcher.data && t(fetcher.data.isKept ? "settings.kept" : "settings.refused")}
        </p>
      </div>
    </fetcher.Form>
  );
}

type ChoiceProps = { name: string; isChosen: boolean; children: React.ReactNode };

function Choice({ name, isChosen, children }: ChoiceProps) {
  return (
    <label className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
      <input type="checkbox" name={name} defaultChecked={isChosen} className="size-4 accent-accent" />
      {children}
    </label>
  );
}
