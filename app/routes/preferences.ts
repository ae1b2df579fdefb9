import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { z } from "zod";
import { parseForm } from "#app/lib/form.server.ts";
import { themeCookie } from "#app/lib/http-theme.server.ts";
import { themes } from "#app/lib/http-theme.ts";
import { localeCookie } from "#app/lib/i18n.server.ts";
import { locales } from "#app/lib/i18n.ts";

const preferencesSchema = z.object({
  theme: z.enum(themes).optional(),
  locale: z.enum(locales).optional(),
  /** A path of this site; never another's. */
  returnTo: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch("/"),
});

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, preferencesSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  const { theme, locale, returnTo } = form.value;

  const headers = new Headers();
  if (theme) headers.append("Set-Cookie", await themeCookie.serialize(theme));
  if (locale) headers.append("Set-Cookie", await localeCookie.serialize(locale));
  // A theme changes in place; a language needs its catalogue, and so a new document.
  return locale ? redirect(returnTo, { headers }) : data({ errors: {} }, { headers });
}
