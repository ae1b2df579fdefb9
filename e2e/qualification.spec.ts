// Before a campaign's first task: questions whose answers are known, each explained, by mouse and by key. Its requester tries them
// in the draft.
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { newcomer, own, signIn } from "./people.ts";
import { visit } from "./visit.ts";

const modelsSchema = z.object({ items: z.array(z.object({ id: z.string(), revision: z.string() })).min(1) });
const campaignSchema = z.object({ id: z.string() });

const question = (better: string, worse: string, explanation: string) => ({
  ...{ kind: "prefer", prompt: "List three fruits.", texts: [better, worse], outcome: { choice: "a" } },
  ...{ purpose: "qualification", explanation },
});
const questions = [
  question("Apple, pear, plum.", "Apple.", "The other list is not complete."),
  question("Fig, lime, date.", "Fig, fig, fig.", "The other list names one fruit three times."),
];

async function draftWithQuestions(request: APIRequestContext): Promise<string> {
  const models = modelsSchema.parse(await (await request.get("/api/v1/models")).json());
  const draft = {
    ...{ title: "Fruit lists", description: "", guidelines: "Prefer the *complete* list.", languages: ["en"] },
    ...{
      licence: "CC-BY-4.0",
      models: models.items.slice(0, 1).map(({ id, revision }) => ({ id, revision, dtype: "fp32" })),
    },
    params: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 64 },
    ...{ samplePriceWei: "100", kinds: [{ kind: "prefer", priceWei: "20" }] },
    access: { qualification: { questions: 2, pass: 2 } },
  };
  const made = await request.post("/api/v1/campaigns", { headers: own, data: draft });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = campaignSchema.parse(await made.json());
  const lines = questions.map((line) => JSON.stringify(line)).join("\n");
  const headers = { ...own, "Content-Type": "application/x-ndjson" };
  const added = await request.post(`/api/v1/campaigns/${id}/gold`, { headers, data: lines });
  expect(await added.json()).toMatchObject({ added: 2 });
  return id;
}

/** Whether the complete list stands first. */
async function isFirstBetter(page: Page): Promise<boolean> {
  const shown = await page
    .getByText(/^(?:Apple, pear, plum\.|Apple\.|Fig, lime, date\.|Fig, fig, fig\.)$/)
    .first()
    .textContent();
  return questions.some(({ texts: [better] }) => better === shown);
}

test("a qualification explains each answer, and after a failed one says when to come back", async ({ page }) => {
  await signIn(page.request, newcomer());
  const id = await draftWithQuestions(page.request);
  await visit(page, `/campaigns/${id}/qualify`);
  await expect(page.getByText("An attempt has 2 questions, one at a time; 2 right answers open")).toBeVisible();
  await page.getByRole("button", { name: "Begin" }).click();

  await expect(page.getByText("Question 1 of 2")).toBeVisible();
  await page.getByRole("button", { name: (await isFirstBetter(page)) ? "A better" : "B better" }).click();
  await expect(page.getByText("Right", { exact: true })).toBeVisible();
  await expect(page.getByText(/^The other list/)).toBeVisible();
  await page.getByRole("button", { name: "Next question" }).click();

  await expect(page.getByText("Question 2 of 2 · 1 right so far")).toBeVisible();
  await page.keyboard.press((await isFirstBetter(page)) ? "b" : "a");
  await expect(page.getByText("Not what is known")).toBeVisible();
  await page.getByRole("button", { name: "See the result" }).click();
  await expect(page.getByText("1 of 2 right, and 2 are needed.")).toBeVisible();
  await expect(page.getByText("You may try again from")).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin" })).toHaveCount(0);
});
