import { createCookie } from "@remix-run/node";
import { env } from "#app/lib/env.server.ts";
import { knownTheme, type Theme } from "#app/lib/http-theme.ts";

/** The visitor's choice, read by the server so that the first paint has it and no inline script is needed. */
export const themeCookie = createCookie("praca-theme", {
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  secure: env().SITE_ORIGIN.startsWith("https:"),
  maxAge: 31_536_000,
});

export async function themeOf(request: Request): Promise<Theme> {
  return knownTheme(await themeCookie.parse(request.headers.get("Cookie")));
}
