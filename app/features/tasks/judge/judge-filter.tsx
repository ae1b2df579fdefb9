import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type TaskKind, taskKinds } from "#app/features/campaigns/kind-options.ts";

export type JudgeFilter = { campaignId: string | null; kind: TaskKind | null };

type JudgeFilterMenuProps = { campaigns: ReadonlyArray<{ id: string; title: string }>; wanted: JudgeFilter };

const look =
  "min-h-9 max-w-44 min-w-0 rounded-control border border-line bg-surface px-2 text-13 text-ink pointer-coarse:min-h-11";

/** Which campaign, which kind of task: anything unless it is chosen. It stands in the address, so that it can be kept. */
export function JudgeFilterMenu({ campaigns, wanted }: JudgeFilterMenuProps) {
  const { t } = useTranslation("tasks");
  const [search, setSearch] = useSearchParams();
  function choose(name: "campaign" | "kind", value: string): void {
    const next = new URLSearchParams(search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setSearch(next);
  }
  return (
    <div className="flex min-w-0 flex-wrap gap-2">
      <select
        aria-label={t("filter.campaign")}
        value={wanted.campaignId ?? ""}
        onChange={({ target }) => choose("campaign", target.value)}
        className={look}
      >
        <option value="">{t("filter.anyCampaign")}</option>
        {campaigns.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <select
        aria-label={t("filter.kind")}
        value={wanted.kind ?? ""}
        onChange={({ target }) => choose("kind", target.value)}
        className={look}
      >
        <option value="">{t("filter.anyKind")}</option>
        {taskKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
