import { useTranslation } from "react-i18next";
import type { Judging } from "#app/features/campaigns/api.ts";
import {
  editOptionsSchema,
  type LabelOptions,
  labelOptionsSchema,
  preferOptionsSchema,
  rankOptionsSchema,
  rateOptionsSchema,
} from "#app/features/campaigns/kind-options.ts";
import { assertNever } from "#app/lib/invariant.ts";

const shownLabels = 12;

/** What one kind asks, in words: the scales, the labels, how an edit is asked for. */
export function AskedOptions({ judging: { kind, options } }: { judging: Judging }) {
  const { t } = useTranslation("campaigns");
  switch (kind) {
    case "prefer": {
      const { strength } = preferOptionsSchema.parse(options);
      return <p>{t(strength ? "asked.strength" : "asked.prefer")}</p>;
    }
    case "rank": {
      const { partial } = rankOptionsSchema.parse(options);
      return <p>{t(partial ? "asked.rankPartly" : "asked.rankAll")}</p>;
    }
    case "rate":
      return <Scales options={options} />;
    case "label":
      return <Labels options={labelOptionsSchema.parse(options)} />;
    case "edit": {
      const { mode, minimumWords: count } = editOptionsSchema.parse(options);
      return <p>{mode === "rewrite" ? t("asked.rewrite", { count }) : t("asked.answer", { count })}</p>;
    }
    default:
      return assertNever(kind);
  }
}

function Scales({ options }: { options: unknown }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {rateOptionsSchema.parse(options).dimensions.map(({ id, title, anchors }) => (
        <li key={id}>
          {title} <span className="text-13 text-muted">{`1 ${anchors[0]} … ${anchors.length} ${anchors.at(-1)}`}</span>
        </li>
      ))}
    </ul>
  );
}

function Labels({ options: { labels, multiple, spans } }: { options: LabelOptions }) {
  const { t } = useTranslation("campaigns");
  const titles = labels.slice(0, shownLabels).map(({ title }) => title);
  const rest = labels.length - titles.length;
  return (
    <>
      <p>
        {t(multiple ? "asked.labels" : "asked.label")} {titles.join(" · ")}
        {rest > 0 && ` ${t("asked.moreLabels", { count: rest })}`}
      </p>
      {spans && <p className="text-13 text-muted">{t("asked.spans")}</p>}
    </>
  );
}
