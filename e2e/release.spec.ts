// The requester cuts a release, and what is exported is what the release says it holds.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { demoPerson, signIn } from "./people.ts";
import { visit } from "./visit.ts";

const fileSchema = z.object({ path: z.string(), bytes: z.number(), sha256: z.string(), rows: z.number().nullable() });
const filesSchema = z.object({ items: z.array(fileSchema) });
const manifestSchema = z.object({ release: z.string(), files: z.array(fileSchema) });

// Exactly what trainers read, and nothing else: another column would break their loaders.
const turnsSchema = z.array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }));
const rowSchema = z.strictObject({ prompt: turnsSchema, chosen: turnsSchema, rejected: turnsSchema });

test("a requester cuts a release, and its export reads back as what it holds", async ({ page }) => {
  await signIn(page.request, demoPerson("requester"));
  await visit(page, "/campaigns");
  await page.getByRole("link", { name: "Short helpful answers" }).click();
  await page.getByRole("button", { name: "Cut a release" }).click();

  await expect(page).toHaveURL(/\/releases\/[^/]+$/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const exportButton = page.getByRole("link", { name: "Export preference" });
  await expect(exportButton).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("main")).toContainText("free");

  const downloading = page.waitForEvent("download");
  await exportButton.click();
  const exported = await readFile(await (await downloading).path());

  const rows = exported.toString("utf8").trimEnd().split("\n");
  expect(rows.length).toBeGreaterThan(0);
  for (const line of rows) {
    const { prompt, chosen, rejected } = rowSchema.parse(JSON.parse(line));
    expect(prompt.at(-1)?.role).toBe("user");
    expect([chosen, rejected].map((turns) => turns.map(({ role }) => role))).toEqual([["assistant"], ["assistant"]]);
    expect(chosen).not.toEqual(rejected);
  }

  const { items } = filesSchema.parse(await (await page.request.get(`/api/v1/releases/${id}/files`)).json());
  const manifestText = await (await page.request.get(`/api/v1/releases/${id}/files/manifest.json`)).body();
  const manifest = manifestSchema.parse(JSON.parse(manifestText.toString("utf8")));
  expect(manifest.release).toBe(id);
  const byPath = new Map([...items, ...manifest.files].map((file) => [file.path, file]));
  expect([...byPath.keys()].sort()).toEqual(items.map(({ path }) => path).sort());
  expect([...byPath.keys()]).toContain("README.md");
  for (const file of items) {
    const body = await (await page.request.get(`/api/v1/releases/${id}/files/${file.path}`)).body();
    expect({ ...file, bytes: body.byteLength, sha256: sha256(body) }).toEqual(file);
    if (file.path !== "manifest.json") expect(manifest.files).toContainEqual(file);
  }
  const preference = items.find(({ path }) => path.startsWith("data/preference/"));
  expect(preference).toMatchObject({ rows: rows.length, sha256: sha256(exported) });
});

test("a buyer without a wallet exports a release, and the page says that it is free", async ({ page, request }) => {
  await visit(page, "/releases");
  await page.getByRole("main").getByRole("listitem").first().getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText("free");
  const address = await page.getByRole("link", { name: "Export preference" }).getAttribute("href");
  const answer = await request.get(address ?? "");
  expect(answer.status()).toBe(200);
  rowSchema.parse(JSON.parse((await answer.text()).split("\n")[0] ?? ""));
});

function sha256(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex");
}
