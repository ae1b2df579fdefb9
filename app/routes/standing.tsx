import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import {
  dailyLimitOf,
  listPace,
  listQualifications,
  listStandings,
  streakDays,
} from "#app/features/tasks/standing/contributor.server.ts";
import { listHistory } from "#app/features/tasks/standing/contributor-history.server.ts";
import { ContributorHistory } from "#app/features/tasks/standing/contributor-history.tsx";
import { ContributorPace, PaceByKind } from "#app/features/tasks/standing/contributor-pace.tsx";
import { ContributorQualifications } from "#app/features/tasks/standing/contributor-qualifications.tsx";
import { ContributorStanding } from "#app/features/tasks/standing/contributor-standing.tsx";
import {
  changeSettings,
  findSettings,
  listOfferedLanguages,
} from "#app/features/tasks/standing/member-settings.server.ts";
import { memberSettingsSchema } from "#app/features/tasks/standing/member-settings.ts";
import { MemberSettingsForm } from "#app/features/tasks/standing/member-settings-form.tsx";
import { parseForm } from "#app/lib/form.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export const handle = { title: "contributors:title" };

const shownAtOnce = 20;
const querySchema = z.object({ cursor: z.string().max(120).optional() });

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member) return null;
  const { address } = member;
  const now = new Date();
  const { cursor } = readQuery(request, querySchema);
  const [standings, pace, streak, limit, qualifications, history, settings] = await Promise.all([
    listStandings(address),
    listPace(address, now),
    streakDays(address, now),
    dailyLimitOf(address),
    listQualifications(address),
    listHistory({ address, limit: shownAtOnce, cursor }),
    findSettings(address),
  ]);
  const offered = await listOfferedLanguages(settings.languages);
  return { standings, pace, streak, limit, qualifications, history, settings, offered };
}

/** Keeps the member's settings. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await parseForm(request, memberSettingsSchema);
  if (!form.ok) return data({ isKept: false }, { status: 400 });

  await changeSettings(member.address, form.value);
  return { isKept: true };
}

export default function Standing() {
  const loaded = useLoaderData<typeof loader>();
  const { t } = useTranslation("contributors");
  const board = <ButtonLink to="/leaderboard">{t("board.title")}</ButtonLink>;
  if (!loaded) {
    return (
      <>
        <PageHeading title={t("title")} sentence={t("sentence")} action={board} />
        <EmptyState title={t("signed-out.title")}>{t("signed-out.body")}</EmptyState>
      </>
    );
  }
  const { standings, pace, streak, limit, qualifications, history, settings, offered } = loaded;
  return (
    <div className="grid gap-8">
      <PageHeading title={t("title")} sentence={t("sentence")} action={board} />
      <ContributorPace pace={pace} streak={streak} limit={limit} />
      <Section title={t("standing.title")} sentence={t("standing.what")}>
        <ContributorStanding rows={standings} />
      </Section>
      {pace.length > 0 && (
        <Section title={t("pace.title")} sentence={t("pace.what")}>
          <PaceByKind pace={pace} />
        </Section>
      )}
      <Section title={t("qualification.title")}>
        <ContributorQualifications rows={qualifications} />
      </Section>
      <Section title={t("settings.title")}>
        <MemberSettingsForm settings={settings} offered={offered} />
      </Section>
      <Section title={t("history.title")}>
        <ContributorHistory rows={history.items} nextCursor={history.nextCursor} />
      </Section>
    </div>
  );
}

function Section({ title, sentence, children }: { title: string; sentence?: string; children: React.ReactNode }) {
  return (
    <section className="grid min-w-0 gap-3">
      <div className="grid gap-1">
        <h2 className="text-17 font-semibold">{title}</h2>
        {sentence && <p className="max-w-prose text-muted">{sentence}</p>}
      </div>
      {children}
    </section>
  );
}
