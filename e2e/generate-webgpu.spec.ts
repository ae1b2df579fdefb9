// The same worker on WebGPU, by Chromium's software adapter: slow, so a few tokens of the signed-out trial are enough.
import { expect, test } from "@playwright/test";
import { visit } from "./visit.ts";

const { CHROMIUM_PATH: executablePath } = process.env;

test.use({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    ],
  },
});

test("on WebGPU the starter writes its first tokens without a sign-in, and stops", async ({ page }) => {
  await visit(page, "/generate");
  await page.getByLabel("Runs on").selectOption({ label: "WebGPU (graphics)" });
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(page.getByText("WebGPU, computed by software")).toBeVisible({ timeout: 120_000 });
  const rows = page.getByRole("region", { name: "Texts being written" }).getByRole("listitem");
  await expect(rows.filter({ hasText: /[2-9] tokens/ }).first()).toBeVisible({ timeout: 150_000 });
  await expect(rows).toHaveCount(4);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await expect(page.getByRole("button", { name: /^Start/ })).toBeEnabled({ timeout: 60_000 });
});
