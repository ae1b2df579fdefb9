import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Card } from "#app/components/card.tsx";
import type { ReleaseView } from "#app/features/releases/api.ts";
import { orderedCounts } from "#app/features/releases/file-order.ts";
import { licenceKey } from "#app/features/releases/licence-name.ts";

/** What a release is: where it comes from, rows by config, price, licence in plain words. */
export function ReleaseAbout({ release }: { release: ReleaseView }) {
  const { t } = useTranslation("releases");
  const { campaign, requester, counts, licence } = release;
  return (
    <Card title={t("about.title")}>
      <dl className="grid gap-3">
        <Fact name={t("about.campaign")}>
          <Link to={`/campaigns/${campaign.id}`} className="link">
            {campaign.title}
          </Link>
        </Fact>
        <Fact name={t("about.requester")}>
          <Address address={requester} />
        </Fact>
        {orderedCounts(counts).map(([config, rows]) => (
          <Fact key={config} name={<span className="font-mono">{config}</span>}>
            {t("files.rows", { count: rows })}
          </Fact>
        ))}
        <Fact name={t("about.price")}>{t("about.free")}</Fact>
        <Fact name={t("about.licence")}>{licence}</Fact>
      </dl>
      <p className="mt-3 text-13 text-muted">{t(`licence.${licenceKey(licence)}`)}</p>
      <p className="mt-3 border-t border-line pt-3 text-13 text-muted">{t("about.privacy")}</p>
    </Card>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-13 text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
