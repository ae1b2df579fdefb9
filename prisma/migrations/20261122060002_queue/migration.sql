-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "isAgent" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Reputation" ADD COLUMN     "accepted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "agreed" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "decided" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "goldEvery" INTEGER;

-- CreateTable
CREATE TABLE "VouchedReputation" (
    "address" TEXT NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "accuracy" DOUBLE PRECISION NOT NULL,
    "standardError" DOUBLE PRECISION NOT NULL,
    "n" INTEGER NOT NULL,
    "goldCorrect" INTEGER NOT NULL,
    "goldTotal" INTEGER NOT NULL,
    "agreed" DOUBLE PRECISION NOT NULL,
    "decided" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,

    CONSTRAINT "VouchedReputation_pkey" PRIMARY KEY ("address","kind")
);

-- CreateTable
CREATE TABLE "QueueMember" (
    "address" TEXT NOT NULL,
    "answersADay" INTEGER,
    "dayStartedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dayAnswers" INTEGER NOT NULL DEFAULT 0,
    "countedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QueueMember_pkey" PRIMARY KEY ("address")
);

-- DropIndex
DROP INDEX "Lease_address_expiresAt_idx";

-- What a member holds now. The answered ones, which soon are nearly all, are not in it.
CREATE INDEX "Lease_held_idx" ON "Lease"("address", "expiresAt") WHERE "answeredAt" IS NULL AND "skippedAt" IS NULL;

-- The queue: what can be leased now, by a place that is drawn with the task. What is contested stands in an index of its own,
-- and so does gold. No column that a lease or an answer changes stands in any of them, so both stay cheap.
DROP INDEX "Task_leasable_idx";
CREATE INDEX "Task_fresh_idx" ON "Task"("campaignId", "kind", "seed")
  WHERE "state" = 'open' AND NOT "isDecided" AND "goldId" IS NULL AND "priority" = 0;
CREATE INDEX "Task_contested_idx" ON "Task"("campaignId", "kind", "seed")
  WHERE "state" = 'open' AND NOT "isDecided" AND "goldId" IS NULL AND "priority" > 0;
CREATE INDEX "Task_gold_idx" ON "Task"("goldId") WHERE "goldId" IS NOT NULL;
