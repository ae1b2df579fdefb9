// What can be wrong with a model's files or with a prompt: each gets a sentence that says so, and a way on.
import { createServer } from "node:http";
import { expect, type Locator, type Page, type Route, test } from "@playwright/test";
import { z } from "zod";
import { newcomer, signIn } from "./people.ts";
import { origin } from "./site.ts";
import { visit } from "./visit.ts";

const weights = "**/models/praca/starter/onnx/model.onnx*";
const slow = { timeout: 60_000 };
const words = "**/models/praca/starter/tokenizer.json*";

test("each way in which a file of the model is wrong has its sentence, and trying again loads it", async ({ page }) => {
  const spoil = spoiler(page);
  await visit(page, "/generate");

  await spoil(words, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><p>Sign in</p>" }));
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(alert(page)).toContainText("A web page came instead of a file of the model.", slow);

  await spoil(weights, (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "no such file" }));
  await tryAgain(page);
  await expect(alert(page)).toContainText("A file of the model is not there.", slow);

  await spoil(weights, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, -100) });
  });
  await tryAgain(page);
  await expect(alert(page)).toContainText("A file of the model arrived cut short.", slow);

  await spoil(weights, async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1);
    await route.fulfill({ response: answer, body });
  });
  await tryAgain(page);
  await expect(alert(page)).toContainText("A file of the model is not the one that was recorded.", slow);

  await spoil(null);
  await tryAgain(page);
  await expect(rows(page).filter({ hasText: "Not sent" }).first()).toBeVisible(slow);
});

test("a download that breaks goes on where it broke", async ({ page }) => {
  const whole = await (await page.request.get("/models/praca/starter/onnx/model.onnx")).body();
  const breaking = await breakingServer(whole.subarray(0, 4_000_000), whole.length);
  await page.route(weights, (route) => route.continue({ url: breaking.url }));
  await visit(page, "/generate");
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(alert(page)).toContainText("The model could not be loaded.", slow);
  await page.unroute(weights);
  breaking.close();

  const asked: Array<string | undefined> = [];
  page.on("request", (request) => {
    if (request.url().includes("onnx/model.onnx")) asked.push(request.headers().range);
  });
  await tryAgain(page);
  await expect(rows(page).first()).toBeVisible(slow);
  // The first piece of 2 MiB is here, the second had come in part.
  expect(asked).toEqual([`bytes=${2 * 1024 * 1024}-`]);
});

test("a browser without room for the model runs it all the same, and says that it keeps nothing", async ({ page }) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
  await visit(page, "/generate");
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(page.getByText("This browser had no room to keep the model")).toBeVisible(slow);
  await expect(rows(page).first()).toBeVisible(slow);
});

const leasedSchema = z.looseObject({
  leases: z.array(z.looseObject({ prompt: z.looseObject({ id: z.string(), messages: z.array(z.unknown()) }) })),
});

test("a prompt that the model can't hold is left out, and the others are written", async ({ page }) => {
  await signIn(page.request, newcomer());
  const spoilOnce = async (route: Route) => {
    const answer = await route.fetch();
    const { leases } = leasedSchema.parse(await answer.json());
    const [first] = leases;
    if (first) first.prompt.messages = [{ role: "user", content: "one word after another ".repeat(400) }];
    await route.fulfill({ response: answer, json: { leases } });
  };
  await page.route("**/api/v1/generation/lease", spoilOnce, { times: 1 });
  await visit(page, "/generate");
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(rows(page).filter({ hasText: "longer than the model can hold" }).first()).toBeVisible(slow);
  await expect(
    rows(page)
      .filter({ hasText: /Being checked|Accepted/ })
      .first(),
  ).toBeVisible(slow);
});

/** Sends what it is given of a longer file, then hangs up; whoever asks for the rest is hung up on at once. */
async function breakingServer(start: Buffer, length: number): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, answer) => {
    if (request.headers.range) return request.socket.destroy();
    answer.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Length": length });
    return answer.write(start, () => request.socket.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Spoils what answers to one address, in the place of what it spoiled before. */
function spoiler(page: Page): (address: string | null, how?: (route: Route) => Promise<void>) => Promise<void> {
  let spoiled: string | null = null;
  return async (address, how) => {
    if (spoiled) await page.unroute(spoiled);
    spoiled = address;
    if (address && how) await page.route(address, how);
  };
}

function alert(page: Page): Locator {
  return page.getByRole("main").getByRole("alert");
}

async function tryAgain(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try again" }).click();
}

function rows(page: Page): Locator {
  return page.getByRole("region", { name: "Texts being written" }).getByRole("listitem");
}
