import { Link, useSearchParams } from "@remix-run/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import type { OfferedCampaign } from "#app/features/generation/leases/offered.ts";

type ChoiceProps = { campaigns: ReadonlyArray<OfferedCampaign>; chosen: OfferedCampaign; isFixed: boolean };

/** The choice is in the address, so that a link leads to it. */
export const CampaignChoice = memo(function CampaignChoice({ campaigns, chosen, isFixed }: ChoiceProps) {
  const { t, i18n } = useTranslation("generation");
  const share = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 1 });
  // Its name without the version.
  const recipe = chosen.recipe.name.replace(/\/.*$/, "");
  const [, setSearch] = useSearchParams();
  return (
    <div className="grid gap-1">
      <Field label={t("campaign.label")} note={chosen.description || undefined}>
        {(parts) => (
          <select
            {...parts}
            className={fieldLook}
            disabled={isFixed}
            value={chosen.id}
            onChange={(event) => setSearch({ campaign: event.target.value }, { preventScrollReset: true })}
          >
            {campaigns.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p className="text-13 text-muted">
        {t("recipe.label")}: {t(`recipe.name.${recipe}`)}.
      </p>
      <p className="text-13 text-muted">{t("campaign.replayed", { share: share.format(chosen.replayShare) })}</p>
      <Link className="link text-13" to={`/campaigns/${chosen.id}`}>
        {t("campaign.more")}
      </Link>
    </div>
  );
});
