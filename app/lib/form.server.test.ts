import { expect, test } from "vitest";
import { z } from "zod";
import { env } from "#app/lib/env.server.ts";
import { parseForm } from "#app/lib/form.server.ts";

const schema = z.object({ title: z.string().min(1, "title-missing"), count: z.coerce.number() });

function post(fields: Record<string, string>, origin = env().SITE_ORIGIN): Request {
  const body = new URLSearchParams(fields);
  return new Request(`${env().SITE_ORIGIN}/x`, { method: "POST", body, headers: { Origin: origin } });
}

test("a form is parsed by its schema", async () => {
  const form = await parseForm(post({ title: "Lists", count: "3" }), schema);
  expect(form).toEqual({ ok: true, value: { title: "Lists", count: 3 } });
});

test("a refused form says what is wrong with which field, and keeps what was typed", async () => {
  const form = await parseForm(post({ title: "", count: "3" }), schema);
  expect(form).toEqual({
    ok: false,
    reply: { errors: { title: "title-missing" }, values: { title: "", count: "3" } },
  });
});

test("a form of another site is refused before it is read", async () => {
  const foreign = post({ title: "Lists", count: "3" }, "https://elsewhere.example");
  await expect(parseForm(foreign, schema)).rejects.toMatchObject({ status: 403 });
});
