import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Field } from "#app/components/field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { ReportMember } from "#app/features/review/report-member.tsx";
import { listBoardCampaigns, listLeaders } from "#app/features/tasks/standing/leaderboard.server.ts";
import {
  leaderboardOrders,
  leaderboardPeriods,
  leaderboardQuerySchema,
  leastJudged,
} from "#app/features/tasks/standing/leaderboard.ts";
import { LeaderboardTable } from "#app/features/tasks/standing/leaderboard-table.tsx";
import { readQuery } from "#app/lib/http.server.ts";

export const handle = { title: "contributors:board.title" };

const shown = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const { period, by, campaign } = readQuery(request, leaderboardQuerySchema);
  const campaignId = campaign === "all" ? undefined : campaign;
  const [leaders, campaigns] = await Promise.all([
    listLeaders({ period, by, campaignId, now: new Date() }),
    listBoardCampaigns(),
  ]);
  const asked = { period, by, campaign: campaignId ?? "all" };
  return { rows: leaders.slice(0, shown), count: leaders.length, campaigns, asked, self: member?.address ?? null };
}

export default function Leaderboard() {
  const { rows, count, campaigns, asked, self } = useLoaderData<typeof loader>();
  const { t } = useTranslation("contributors");
  const submit = useSubmit();
  const options = {
    period: leaderboardPeriods.map((period) => ({ value: period, name: t(`board.period.${period}`) })),
    by: leaderboardOrders.map((by) => ({ value: by, name: t(`board.by.${by}`) })),
    campaign: [
      { value: "all", name: t("board.everywhere") },
      ...campaigns.map(({ id, title }) => ({ value: id, name: title })),
    ],
  };
  return (
    <div className="grid gap-6">
      <PageHeading title={t("board.title")} sentence={t("board.what", { count: leastJudged })} />
      <Form className="grid items-end gap-4 sm:grid-cols-4" onChange={(event) => submit(event.currentTarget)}>
        {(["period", "by", "campaign"] as const).map((name) => (
          <Field key={name} label={t(`board.field.${name}`)}>
            {(parts) => (
              <select {...parts} name={name} defaultValue={asked[name]} className={fieldLook}>
                {options[name].map(({ value, name: title }) => (
                  <option key={value} value={value}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <Button type="submit" variant="quiet">
          {t("board.show")}
        </Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={t("board.none")}>{t("board.noneWhat")}</EmptyState>
      ) : (
        <div className="grid gap-2">
          <p className="text-13 text-muted">{t("board.count", { count })}</p>
          <LeaderboardTable
            rows={rows}
            self={self}
            aside={({ address }) => (self ? <ReportMember address={address} /> : null)}
          />
        </div>
      )}
      <p className="max-w-prose text-13 text-muted">
        {t("board.optOut")}{" "}
        <Link to="/standing" className="link">
          {t("title")}
        </Link>
      </p>
    </div>
  );
}
