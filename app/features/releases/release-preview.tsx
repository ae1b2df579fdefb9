import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import type { PreferenceRow } from "#app/features/releases/rows.ts";

type PreviewProps = { rows: ReadonlyArray<PreferenceRow>; total: number };

/** The first rows, as a buyer reads them. */
export function ReleasePreview({ rows, total }: PreviewProps) {
  const { t } = useTranslation("releases");
  return (
    <Card title={t("preview.title")}>
      <p className="mb-4 text-13 text-muted">{t("preview.count", { count: total, shown: rows.length })}</p>
      <ol className="grid gap-6">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a release have no other name and never change
          <li key={index} className="grid gap-3 border-t border-line pt-4">
            <h3 className="text-13 font-medium text-muted">{t("preview.prompt")}</h3>
            <Text messages={row.prompt} />
            <div className="grid gap-3 md:grid-cols-2">
              <div className="grid content-start justify-items-start gap-2">
                <StateBadge tone="good">{t("preview.chosen")}</StateBadge>
                <Text messages={row.chosen} />
              </div>
              <div className="grid content-start justify-items-start gap-2">
                <StateBadge tone="bad">{t("preview.rejected")}</StateBadge>
                <Text messages={row.rejected} />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Text({ messages }: { messages: PreferenceRow["prompt"] }) {
  const text = messages.map(({ content }) => content).join("\n\n");
  return <p className="sample-text w-full rounded-control bg-sunken p-3">{text}</p>;
}
