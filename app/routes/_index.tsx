import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { FlagIcon, LinesIcon, PanesIcon } from "#app/components/icons.tsx";
import { Tile } from "#app/components/tile.tsx";
import { StarterTrial } from "#app/features/generation/desk/trial.tsx";
import type { EpochBody } from "#app/features/payouts/api.ts";
import { EpochState } from "#app/features/payouts/epoch-state.tsx";
import { listEpochs } from "#app/features/payouts/epochs.server.ts";

const epochsShown = 4;

export async function loader() {
  return { epochs: (await listEpochs({ limit: epochsShown })).items };
}

export default function Home() {
  const { epochs } = useLoaderData<typeof loader>();
  const { t } = useTranslation("site");
  return (
    <div className="grid gap-12">
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div className="grid gap-4">
          <h1 className="text-30">{t("home.title")}</h1>
          <p className="max-w-prose text-17 text-muted">{t("home.sentence")}</p>
          <div className="flex flex-wrap gap-2">
            <ButtonLink to="/judge" size="large">
              {t("home.judge")}
            </ButtonLink>
            <ButtonLink to="/pay-rule" variant="quiet" size="large">
              {t("home.how")}
            </ButtonLink>
          </div>
        </div>
        <StarterTrial />
      </div>
      <Roles />
      <LastEpochs epochs={epochs} />
      <HowPayWorks />
    </div>
  );
}

function Roles() {
  const { t } = useTranslation("site");
  return (
    <section className="grid gap-4 border-t border-line pt-8" aria-labelledby="roles">
      <h2 id="roles" className="text-22">
        {t("home.roles.title")}
      </h2>
      <ul className="grid gap-4 md:grid-cols-3">
        <Role Icon={LinesIcon} to="/generate" title={t("home.roles.generate.title")} go={t("home.roles.generate.go")}>
          {t("home.roles.generate.what")}
        </Role>
        <Role Icon={PanesIcon} to="/judge" title={t("home.roles.judge.title")} go={t("home.roles.judge.go")}>
          {t("home.roles.judge.what")}
        </Role>
        <Role Icon={FlagIcon} to="/campaigns" title={t("home.roles.request.title")} go={t("home.roles.request.go")}>
          {t("home.roles.request.what")}
        </Role>
      </ul>
    </section>
  );
}

type RoleProps = { Icon: typeof FlagIcon; to: string; title: string; go: string; children: string };

function Role({ Icon, to, title, go, children }: RoleProps) {
  return (
    <li className="flex flex-col items-start gap-2 rounded-card border border-line bg-surface p-5">
      <h3 className="inline-flex items-center gap-2 text-17">
        <Icon className="size-5 text-accent" />
        {title}
      </h3>
      <p className="grow text-muted">{children}</p>
      <Link to={to} reloadDocument={to === "/generate"} className="link inline-flex min-h-9 items-center">
        {go}
      </Link>
    </li>
  );
}

function LastEpochs({ epochs }: { epochs: ReadonlyArray<EpochBody> }) {
  const { t } = useTranslation("site");
  return (
    <section className="grid gap-4 border-t border-line pt-8" aria-labelledby="epochs">
      <div className="grid gap-1">
        <h2 id="epochs" className="text-22">
          {t("home.epochs.title")}
        </h2>
        <p className="text-muted">{epochs.length > 0 ? t("home.epochs.sentence") : t("home.epochs.empty")}</p>
      </div>
      {epochs.length > 0 && (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {epochs.map(({ n, state, totalWei, members }) => (
            <li key={n} className="grid">
              <Tile
                label={
                  <span className="flex items-center justify-between gap-2">
                    <Link to={`/audit/epochs/${n}`} className="link">
                      {t("home.epochs.epoch", { n })}
                    </Link>
                    <EpochState state={state} />
                  </span>
                }
                value={<Amount wei={totalWei} />}
                note={t("home.epochs.members", { count: members })}
              />
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/audit" className="link">
          {t("home.epochs.all")}
        </Link>
      </p>
    </section>
  );
}

function HowPayWorks() {
  const { t } = useTranslation("site");
  const lines = [t("home.pay.one"), t("home.pay.two"), t("home.pay.three"), t("home.pay.four")];
  return (
    <section className="grid gap-4 border-t border-line pt-8" aria-labelledby="pay">
      <h2 id="pay" className="text-22">
        {t("home.pay.title")}
      </h2>
      <ol className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {lines.map((line, index) => (
          <li key={line} className="flex gap-3">
            <span aria-hidden="true" className="w-5 shrink-0 text-right font-semibold text-accent">
              {index + 1}
            </span>
            <p className="max-w-prose">{line}</p>
          </li>
        ))}
      </ol>
      <p>
        <Link to="/pay-rule" className="link">
          {t("home.pay.rule")}
        </Link>
      </p>
    </section>
  );
}
