-- AlterTable
ALTER TABLE "Dispute" ADD COLUMN     "epochN" INTEGER NOT NULL,
ADD COLUMN     "overheadBps" INTEGER NOT NULL,
ADD COLUMN     "priceWei" DECIMAL(78,0) NOT NULL;

-- Flags are few among answers, and reviewers read them.
CREATE INDEX "Answer_flagged" ON "Answer" ("createdAt") WHERE "flag" IS NOT NULL;
