// What a member decides about themselves: the languages they read, whether they stand on the leaderboard, whether they are a program.
import { z } from "zod";

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const mostLanguages = 20;

export type MemberSettings = { languages: ReadonlyArray<string>; isListed: boolean; isAgent: boolean };

/** A form's fields: `language:pt-BR` for each language that is chosen, `isListed` and `isAgent` when they are. */
export const memberSettingsSchema = z.record(z.string().max(60), z.string().max(20)).transform((fields, context) => {
  const languages = Object.keys(fields).flatMap((name) => (name.startsWith("language:") ? [name.slice(9)] : []));
  if (languages.length > mostLanguages || languages.some((language) => !languageTag.test(language))) {
    context.addIssue({ code: "custom", message: "languages" });
    return z.NEVER;
  }
  return { languages, isListed: "isListed" in fields, isAgent: "isAgent" in fields } satisfies MemberSettings;
});
