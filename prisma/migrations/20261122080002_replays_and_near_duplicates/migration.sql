-- CreateEnum
CREATE TYPE "ReplayPurpose" AS ENUM ('decide', 'second', 'control');

-- CreateEnum
CREATE TYPE "ReplayWork" AS ENUM ('open', 'leased', 'done', 'void');

-- AlterTable
ALTER TABLE "Sample" ADD COLUMN     "logProbabilities" REAL[] DEFAULT ARRAY[]::REAL[],
ADD COLUMN     "signature" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "steps" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "SampleBand" (
    "campaignId" TEXT NOT NULL,
    "band" INTEGER NOT NULL,
    "hash" INTEGER NOT NULL,
    "sampleId" TEXT NOT NULL,

    CONSTRAINT "SampleBand_pkey" PRIMARY KEY ("campaignId","band","hash","sampleId")
);

-- CreateTable
CREATE TABLE "Replay" (
    "id" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "purpose" "ReplayPurpose" NOT NULL,
    "state" "ReplayWork" NOT NULL DEFAULT 'open',
    "modelId" TEXT NOT NULL,
    "modelRevision" TEXT NOT NULL,
    "priceWei" DECIMAL(78,0) NOT NULL,
    "expected" JSONB,
    "address" TEXT,
    "leasedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3),
    "backend" TEXT,
    "dtype" TEXT,
    "measures" JSONB,
    "verdict" TEXT,
    "agrees" BOOLEAN,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Replay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SampleBand_sampleId_idx" ON "SampleBand"("sampleId");

-- CreateIndex
CREATE INDEX "Replay_state_modelId_createdAt_idx" ON "Replay"("state", "modelId", "createdAt");

-- CreateIndex
CREATE INDEX "Replay_address_createdAt_idx" ON "Replay"("address", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Replay_sampleId_purpose_key" ON "Replay"("sampleId", "purpose");

-- AddForeignKey
ALTER TABLE "SampleBand" ADD CONSTRAINT "SampleBand_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Replay" ADD CONSTRAINT "Replay_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What waits for a verifier, oldest first: the lease reads only this.
CREATE INDEX "Replay_waiting" ON "Replay" ("modelId", "createdAt", id) WHERE state IN ('open', 'leased');

-- What is decided and not yet in the ledger.
CREATE INDEX "Replay_unsettled" ON "Replay" ("doneAt") WHERE agrees IS NOT NULL AND "settledAt" IS NULL;
