import type { MemberSettings } from "#app/features/tasks/standing/member-settings.ts";
import { db } from "#app/lib/db.server.ts";
import { locales } from "#app/lib/i18n.ts";

export async function findSettings(address: string): Promise<MemberSettings> {
  const member = await db().member.findUnique({ where: { address } });
  const { languages, isListed, isAgent } = member ?? { languages: [], isListed: true, isAgent: false };
  return { languages, isListed, isAgent };
}

export async function changeSettings(address: string, settings: MemberSettings): Promise<void> {
  const row = { ...settings, languages: [...settings.languages] };
  await db().member.upsert({ where: { address }, update: row, create: { address, ...row } });
}

/** What somebody can say that they read: what campaigns are in, the site's own, and what they said already. */
export async function listOfferedLanguages(own: ReadonlyArray<string>): Promise<Array<string>> {
  const rows = await db().$queryRaw<Array<{ language: string }>>`
    select distinct unnest(languages) as language from "Campaign" where state <> 'draft' limit 100`;
  return [...new Set([...rows.map(({ language }) => language), ...locales, ...own])].sort();
}
