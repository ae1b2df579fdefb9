// Judging: one member by keys in the page, others by the public calls.
import { type APIRequestContext, expect, type Page, type Response } from "@playwright/test";
import type { BaseWallet } from "ethers";
import { z } from "zod";
import { leaseResponseSchema, type TaskLease } from "#app/features/tasks/api.ts";
import { memberOf, own } from "./people.ts";
import { comparisons, putTasksFirst } from "./queue.ts";
import { visit } from "./visit.ts";

const sentSchema = z.object({
  answers: z.array(z.object({ leaseId: z.string(), answer: z.object({ choice: z.string() }) })),
});
const resultsSchema = z.object({ results: z.array(z.object({ leaseId: z.string(), state: z.string() })) });

/** What was answered: which task, and the text that was called better. */
export type Judged = { taskId: string; priceWei: string; better: string };

/** Opens the page of tasks with a wish, and reads the guidelines where they are shown first. */
export async function openTasks(page: Page, wish: string): Promise<void> {
  await visit(page, `/judge?${wish}`);
  const read = page.getByRole("button", { name: /^I have read this/ });
  const skip = page.getByRole("button", { name: /^Skip/ });
  await expect(read.or(skip)).toBeVisible();
  if (await read.isVisible()) await read.click();
  await expect(skip).toBeVisible();
}

const givenSchema = z.object({
  answers: z.array(
    z.object({
      leaseId: z.string(),
      answer: z.record(z.string(), z.unknown()),
      flag: z.string().optional(),
      dwellMs: z.number(),
    }),
  ),
});
type Given = z.infer<typeof givenSchema>["answers"][number];

/** What the page sends because of `act`, once the site has recorded it. */
export async function recordedBy(page: Page, act: () => Promise<void>): Promise<Given> {
  const arrived = page.waitForResponse(
    (response) => response.ok() && new URL(response.url()).pathname === "/api/v1/tasks/answers",
  );
  await act();
  const response = await arrived;
  const [result] = resultsSchema.parse(await response.json()).results;
  expect(result?.state).toBe("recorded");
  const [given] = givenSchema.parse(response.request().postDataJSON()).answers;
  if (!given) throw new Error("an answer was sent");
  return given;
}

/** Answers `count` tasks with the keys A and B in turn, and tells what was recorded. */
export async function judgeByKeys(page: Page, count: number): Promise<Array<Judged>> {
  const leases = new Map<string, TaskLease>();
  const judged: Array<Judged> = [];
  async function note(response: Response): Promise<void> {
    if (!response.ok() || response.request().method() !== "POST") return;
    const { pathname } = new URL(response.url());
    if (pathname === "/api/v1/tasks/lease") {
      for (const lease of leaseResponseSchema.parse(await response.json()).leases) leases.set(lease.id, lease);
    }
    if (pathname !== "/api/v1/tasks/answers") return;
    const states = new Map(resultsSchema.parse(await response.json()).results.map((row) => [row.leaseId, row.state]));
    for (const { leaseId, answer } of sentSchema.parse(response.request().postDataJSON()).answers) {
      const lease = leases.get(leaseId);
      const better = lease?.samples[answer.choice === "a" ? 0 : 1]?.id;
      if (lease && better && states.get(leaseId) === "recorded") {
        judged.push({ taskId: lease.taskId, priceWei: lease.priceWei, better });
      }
    }
  }
  page.on("response", note);
  await openTasks(page, `campaign=${comparisons}&kind=prefer`);
  for (let answered = 0; answered < count; answered++) {
    await expect(page.getByRole("button", { name: /^A better/ })).toBeEnabled();
    await page.keyboard.press(answered % 2 === 0 ? "a" : "b");
    await expect.poll(() => judged.length).toBe(answered + 1);
  }
  page.off("response", note);
  return judged;
}

/** Answers `count` tasks by the public calls, the first of two samples being called better. */
export async function judgeByCalls(wallet: BaseWallet, count: number): Promise<Array<Judged>> {
  const member = await memberOf(wallet);
  const judged: Array<Judged> = [];
  for (const { id, taskId, priceWei, samples } of await leaseTasks(member, count)) {
    expect(await send(member, id, "a")).toBe("recorded");
    judged.push({ taskId, priceWei, better: samples[0]?.id ?? "" });
  }
  expect(judged).toHaveLength(count);
  return judged;
}

/** Answers the same tasks: with the same sample called better, or the other one. A second answer to a lease changes nothing. */
export async function answerLike(
  wallet: BaseWallet,
  judged: ReadonlyArray<Judged>,
  side: "same" | "other",
): Promise<void> {
  const member = await memberOf(wallet);
  const missing = new Map(judged.map((answer) => [answer.taskId, answer]));
  for (let attempt = 0; missing.size > 0 && attempt < 6; attempt++) {
    await putTasksFirst([...missing.keys()]);
    for (const lease of await leaseTasks(member, missing.size)) {
      const answer = missing.get(lease.taskId);
      if (!answer) {
        await member.post(`/api/v1/tasks/leases/${lease.id}/skip`, { headers: own, data: { reason: "other" } });
        continue;
      }
      const isFirst = (lease.samples[0]?.id === answer.better) === (side === "same");
      expect(await send(member, lease.id, isFirst ? "a" : "b")).toBe("recorded");
      expect(await send(member, lease.id, isFirst ? "b" : "a")).toBe("already-recorded");
      missing.delete(lease.taskId);
    }
  }
  expect([...missing.keys()]).toEqual([]);
}

async function leaseTasks(member: APIRequestContext, count: number): Promise<Array<TaskLease>> {
  const answer = await member.post("/api/v1/tasks/lease", {
    headers: own,
    data: { count, campaignId: comparisons, kinds: ["prefer"] },
  });
  return leaseResponseSchema.parse(await answer.json()).leases;
}

async function send(member: APIRequestContext, leaseId: string, choice: "a" | "b"): Promise<string | undefined> {
  const data = { answers: [{ leaseId, answer: { choice } }] };
  const answer = await member.post("/api/v1/tasks/answers", { headers: own, data });
  return resultsSchema.parse(await answer.json()).results[0]?.state;
}
