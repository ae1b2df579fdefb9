// Answers that do not fit: each gets its code, nothing is recorded, and the good one beside it is.
import { expect, test } from "vitest";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { changeAnswer } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const common = { priceWei: 20n, answersMin: 2, answersMax: 4, goldEvery: 0 as const };
const dimensions = ["tone", "correct"].map((id) => ({ id, title: id, anchors: ["1", "2", "3"] }));
const labels = ["fine", "wrong", "rude"].map((id) => ({ id, title: id }));
const enough = "Two shirts, a coat, one towel, soap";

type Bad = {
  draft: KindDraft;
  good: (lease: TaskLease) => unknown;
  bad: (lease: TaskLease) => Array<[unknown, string]>;
};

const notAnswers: Array<[unknown, string]> = [
  [null, "invalid-answer"],
  ["a", "invalid-answer"],
  [{}, "invalid-answer"],
  [[], "invalid-answer"],
  [{ choice: "a", note: "x" }, "invalid-answer"],
];
const oneSample = "0b7c1f6e-0000-4000-8000-000000000000";

const cases: Record<string, Bad> = {
  prefer: {
    draft: { ...common, kind: "prefer" },
    good: () => ({ choice: "a", strength: 3 }),
    bad: () => [
      [{ choice: "both" }, "invalid-answer"],
      [{ choice: "a", strength: 4 }, "invalid-answer"],
      [{ labels: ["fine"] }, "invalid-answer"],
    ],
  },
  rank: {
    draft: { ...common, kind: "rank", options: { partial: false } },
    good: ({ samples }) => ({ tiers: [samples.map(({ id }) => id)] }),
    bad: ({ samples: [first, second, third] }) => {
      const [a = "", b = "", c = ""] = [first?.id, second?.id, third?.id];
      return [
        [{ tiers: [[a], [b], [oneSample]] }, "sample-not-in-task"],
        [{ tiers: [[a, b, c]], unacceptable: [oneSample] }, "sample-not-in-task"],
        [{ tiers: [[a], [b], [a]] }, "sample-twice"],
        [{ tiers: [[a, b]], unacceptable: [b, c] }, "sample-twice"],
        [{ tiers: [[a], [b]] }, "samples-left-out"],
        [{ tiers: [], unacceptable: [] }, "nothing-ranked"],
        [{ tiers: [[a], [], [b, c]] }, "invalid-answer"],
        [{ tiers: Array(9).fill([a]) }, "invalid-answer"],
        [{ tiers: [[`${a}\u0000`]] }, "invalid-answer"],
        [{ choice: "a" }, "wrong-kind"],
      ];
    },
  },
  rate: {
    draft: { ...common, kind: "rate", options: { dimensions } },
    good: () => ({ scores: { tone: 3 } }),
    bad: () => [
      [{ scores: { manners: 1 } }, "unknown-dimension"],
      [{ scores: { tone: 1, size: 1 } }, "unknown-dimension"],
      [{ scores: { tone: 4 } }, "score-out-of-range"],
      [{ scores: { tone: 0 } }, "score-out-of-range"],
      [{ scores: { tone: 1.5 } }, "score-out-of-range"],
      [{ scores: { tone: "3" } }, "score-out-of-range"],
      [{ scores: { tone: 1e308 } }, "score-out-of-range"],
      [{ scores: {} }, "nothing-rated"],
      [{ scores: [3] }, "invalid-answer"],
      [{ choice: "a" }, "wrong-kind"],
    ],
  },
  label: {
    draft: { ...common, kind: "label", options: { labels } },
    good: () => ({ labels: ["wrong"] }),
    bad: () => [
      [{ labels: ["made-up"] }, "unknown-label"],
      [{ labels: ["WRONG"] }, "unknown-label"],
      [{ labels: ["wrong", "rude"] }, "too-many-labels"],
      [{ labels: Array.from({ length: 51 }, (_, index) => `l${index}`) }, "too-many-labels"],
      [{ labels: ["wrong", "wrong"] }, "invalid-answer"],
      [{ labels: [] }, "empty"],
      [{ labels: ["wrong"], spans: [{ start: 0, end: 3, label: "wrong" }] }, "spans-not-asked"],
      [{ labels: "wrong" }, "invalid-answer"],
      [{ choice: "a" }, "wrong-kind"],
    ],
  },
  "label with spans": {
    draft: { ...common, kind: "label", options: { labels, multiple: true, spans: true } },
    good: ({ samples: [sample] }) => {
      const end = sample?.text.length ?? 0;
      return { labels: ["wrong"], spans: [{ start: end - 1, end, label: "wrong" }] };
    },
    bad: ({ samples: [sample] }) => {
      const spanned = (start: number, end: number, label = "wrong") => ({
        labels: ["wrong"],
        spans: [{ start, end, label }],
      });
      const length = sample?.text.length ?? 0;
      return [
        [spanned(0, length + 1), "span-out-of-range"],
        [spanned(4, 4), "span-out-of-range"],
        [spanned(5, 4), "span-out-of-range"],
        [spanned(-1, 4), "span-out-of-range"],
        [spanned(0, 1, "rude"), "span-label-not-chosen"],
        [spanned(0, 1.5), "invalid-answer"],
        [{ labels: ["wrong"], spans: Array(201).fill({ start: 0, end: 1, label: "wrong" }) }, "too-long"],
      ];
    },
  },
  edit: {
    draft: { ...common, kind: "edit", options: { minimumWords: 5 } },
    good: () => ({ text: enough }),
    bad: ({ samples: [sample] }) => [
      [{ text: "" }, "empty"],
      [{ text: " \n\t " }, "empty"],
      [{ text: sample?.text ?? "" }, "edit-too-short"],
      [{ text: `${sample?.text} and three more` }, "edit-too-short"],
      [{ text: (sample?.text ?? "").toUpperCase().replaceAll(" ", " — ") }, "edit-too-short"],
      [{ text: `${sample?.text} ${"word ".repeat(50)}` }, "edit-too-short"],
      [{ text: "x".repeat(1_000_000) }, "too-long"],
      [{ text: `${enough}\u0000.` }, "control-characters"],
      [{ text: `${enough} \u001b[31mred` }, "control-characters"],
      [{ text: `${enough} \ud83d.` }, "broken-characters"],
      [{ text: `${enough} \u202egnp.exe` }, "bidi-control"],
      [{ text: `${enough} \u2067x\u2069` }, "bidi-control"],
      [{ text: 5 }, "invalid-answer"],
      [{ choice: "a" }, "wrong-kind"],
    ],
  },
};

for (const [name, { draft, good, bad }] of Object.entries(cases)) {
  test(`${name}: what does not fit has its code, and spoils nothing else`, async () => {
    const campaign = await judgedCampaign({ kinds: [draft] });
    const address = anybody();
    const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 1 });
    const [lease] = leases;
    if (!lease) throw new Error("there is a task");

    const rows = [...notAnswers, ...bad(lease)];
    for (const [answer, code] of rows) {
      const [result] = await submitAnswers(address, [{ leaseId: lease.id, answer }]);
      expect([answer, result]).toEqual([answer, { leaseId: lease.id, state: "refused", code }]);
    }
    expect(await db().answer.count({ where: { address } })).toBe(0);

    const other = await judgedCampaign({ kinds: [draft] });
    const { leases: others } = await leaseTasks({ address, campaignId: other.id, count: 1 });
    const [otherId = ""] = others.map(({ id }) => id);
    const results = await submitAnswers(address, [
      { leaseId: otherId, answer: rows.at(-2)?.[0] },
      { leaseId: lease.id, answer: good(lease) },
    ]);
    expect(results.map(({ state }) => state)).toEqual(["refused", "recorded"]);

    for (const [answer, code] of rows) {
      const change = await changeAnswer({ address, leaseId: lease.id, answer });
      expect(change).toEqual({ ok: false, why: code === "wrong-kind" ? "invalid-answer" : code });
    }
    expect(await changeAnswer({ address, leaseId: lease.id, answer: good(lease) })).toEqual({ ok: true });
  });
}

test("an edit is kept as one form of its text, marks of writing directions in it", async () => {
  const campaign = await judgedCampaign({ kinds: [{ ...common, kind: "edit" }] });
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 1 });
  const leaseId = leases[0]?.id ?? "";
  const answer = { text: "  Cafe\u0301, <b>pa\u0303o</b>\r\n\tשלום\u200f \u200ftwo more words \n" };
  expect(await submitAnswers(address, [{ leaseId, answer }])).toEqual([{ leaseId, state: "recorded" }]);
  expect((await db().answer.findFirstOrThrow({ where: { leaseId } })).answer).toEqual({
    text: "Café, <b>pão</b>\n\tשלום\u200f \u200ftwo more words",
  });
});

test("sixty-four leases that are not theirs, of every form, are unknown and break nothing", async () => {
  const answers = [{ choice: "a" }, { labels: ["x"] }, { text: enough }, { scores: { a: 1 } }, { tiers: [["x"]] }, 7];
  const given = Array.from({ length: 64 }, (_, index) => ({
    leaseId: `no-lease-${index}`,
    answer: answers[index % answers.length],
  }));
  const results = await submitAnswers(anybody(), given);
  expect(results).toEqual(given.map(({ leaseId }) => ({ leaseId, state: "refused", code: "unknown" })));
});
