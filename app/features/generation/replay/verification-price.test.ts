import fc from "fast-check";
import { expect, test } from "vitest";
import { verificationPrice } from "#app/features/generation/replay/verification-price.ts";
import { reviewersAccount } from "#app/features/ledger/entry.ts";
import { earnPostings } from "#app/features/ledger/pay.ts";

const usual = { samplePriceWei: 10_000n, overheadBps: 1_000 };

test("a verification pays a quarter of the sample, where few are verified", () => {
  expect(verificationPrice({ ...usual, replayShareBps: 1_000 })).toBe(2_500n);
});

test("where every sample is verified, a verification pays no more than a sample brings in for it", () => {
  expect(verificationPrice({ ...usual, replayShareBps: 10_000 })).toBe(400n);
});

test("nobody is asked for nothing", () => {
  expect(verificationPrice({ ...usual, samplePriceWei: 3n, replayShareBps: 1_000 })).toBeNull();
  expect(verificationPrice({ ...usual, overheadBps: 0, replayShareBps: 1_000 })).toBeNull();
  expect(verificationPrice({ ...usual, replayShareBps: 0 })).toBeNull();
});

test("whatever the prices, a campaign's samples bring in more for reviewers than their verifications take", () => {
  const prices = fc.record({
    samplePriceWei: fc.bigInt({ min: 1n, max: 10n ** 24n }),
    overheadBps: fc.integer({ min: 0, max: 10_000 }),
    replayShareBps: fc.integer({ min: 1, max: 10_000 }),
  });
  fc.assert(
    fc.property(prices, ({ samplePriceWei, overheadBps, replayShareBps }) => {
      const address = `0x${"1".repeat(40)}`;
      const treasury = `0x${"2".repeat(40)}`;
      const paid = earnPostings({ campaignId: "c", address, priceWei: samplePriceWei, overheadBps, treasury });
      const fed = paid.find(({ account }) => account === reviewersAccount)?.amountWei ?? 0n;
      const price = verificationPrice({ samplePriceWei, overheadBps, replayShareBps }) ?? 0n;
      // Of ten thousand samples so many are verified.
      expect(price * BigInt(replayShareBps) * 10n).toBeLessThanOrEqual(fed * 10_000n * 8n);
      expect(price).toBeLessThanOrEqual(samplePriceWei / 4n);
    }),
  );
});
