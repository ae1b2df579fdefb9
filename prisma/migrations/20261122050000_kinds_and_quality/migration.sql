-- CreateEnum
CREATE TYPE "GoldState" AS ENUM ('proposed', 'live', 'retired');

-- CreateEnum
CREATE TYPE "GoldPurpose" AS ENUM ('gold', 'qualification');

-- CreateEnum
CREATE TYPE "QualificationState" AS ENUM ('open', 'passed', 'failed');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('open', 'granted', 'refused', 'lapsed');

-- CreateEnum
CREATE TYPE "ReportState" AS ENUM ('open', 'confirmed', 'dismissed');

-- DropForeignKey
ALTER TABLE "Task" DROP CONSTRAINT "Task_promptId_fkey";

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "isListed" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "languages" TEXT[];

-- CreateTable
CREATE TABLE "CampaignKind" (
    "campaignId" TEXT NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "priceWei" DECIMAL(78,0) NOT NULL,
    "answersMin" INTEGER NOT NULL,
    "answersMax" INTEGER NOT NULL,
    "barPermille" INTEGER NOT NULL,
    "payRule" TEXT NOT NULL,
    "goldEvery" INTEGER NOT NULL DEFAULT 12,
    "options" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "CampaignKind_pkey" PRIMARY KEY ("campaignId","kind")
);

-- What a campaign asked of people stood on its row; it moves to one row a kind.
INSERT INTO "CampaignKind" ("campaignId", "kind", "priceWei", "answersMin", "answersMax", "barPermille", "payRule", "goldEvery")
SELECT id, unnest("kinds"), "answerPriceWei", "answersMin", "answersMax", "barPermille", "payRule", 0 FROM "Campaign";

-- AlterTable
ALTER TABLE "Campaign" DROP COLUMN "answerPriceWei",
DROP COLUMN "answersMax",
DROP COLUMN "answersMin",
DROP COLUMN "barPermille",
DROP COLUMN "kinds",
DROP COLUMN "payRule",
ADD COLUMN     "access" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "isVouched" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "barPermille" INTEGER,
ADD COLUMN     "goldId" TEXT,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "priceWei" DECIMAL(78,0),
ALTER COLUMN "promptId" DROP NOT NULL;

UPDATE "Task" task SET "barPermille" = kind."barPermille", "priceWei" = kind."priceWei", "language" = prompt."language"
FROM "CampaignKind" kind, "Prompt" prompt
WHERE kind."campaignId" = task."campaignId" AND kind."kind" = task."kind" AND prompt.id = task."promptId";

ALTER TABLE "Task" ALTER COLUMN "barPermille" SET NOT NULL, ALTER COLUMN "priceWei" SET NOT NULL;

-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "accuracy" DOUBLE PRECISION,
ADD COLUMN     "dwellMs" INTEGER,
ADD COLUMN     "isGoldMatch" BOOLEAN;

-- AlterTable
ALTER TABLE "Outcome" ADD COLUMN     "detail" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "GuidelinesAcknowledgement" (
    "campaignId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidelinesAcknowledgement_pkey" PRIMARY KEY ("campaignId","version","address")
);

-- CreateTable
CREATE TABLE "Gold" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "purpose" "GoldPurpose" NOT NULL DEFAULT 'gold',
    "messages" JSONB NOT NULL,
    "texts" TEXT[],
    "outcome" JSONB NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "digest" TEXT NOT NULL,
    "state" "GoldState" NOT NULL DEFAULT 'live',
    "source" TEXT NOT NULL,
    "sourceTaskId" TEXT,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "matched" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMP(3),
    "retiredReason" TEXT,
    "decidedBy" TEXT,

    CONSTRAINT "Gold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Qualification" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "state" "QualificationState" NOT NULL DEFAULT 'open',
    "goldIds" TEXT[],
    "answers" JSONB NOT NULL DEFAULT '[]',
    "correct" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Qualification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reputation" (
    "address" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "accuracy" DOUBLE PRECISION NOT NULL,
    "standardError" DOUBLE PRECISION NOT NULL,
    "n" INTEGER NOT NULL,
    "goldCorrect" INTEGER NOT NULL DEFAULT 0,
    "goldTotal" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reputation_pkey" PRIMARY KEY ("address","campaignId","kind")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "DisputeState" NOT NULL DEFAULT 'open',
    "decidedBy" TEXT,
    "note" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT,
    "subject" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "reporter" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "state" "ReportState" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

UPDATE "Answer" SET "flag" = 'broken' WHERE "flag" = 'broken-text';

-- CreateIndex
CREATE UNIQUE INDEX "Gold_sourceTaskId_key" ON "Gold"("sourceTaskId");

-- CreateIndex
CREATE INDEX "Gold_campaignId_kind_purpose_state_idx" ON "Gold"("campaignId", "kind", "purpose", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Gold_campaignId_digest_key" ON "Gold"("campaignId", "digest");

-- CreateIndex
CREATE INDEX "Qualification_campaignId_address_startedAt_idx" ON "Qualification"("campaignId", "address", "startedAt");

-- CreateIndex
CREATE INDEX "Reputation_campaignId_kind_idx" ON "Reputation"("campaignId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Dispute_entryId_key" ON "Dispute"("entryId");

-- CreateIndex
CREATE INDEX "Dispute_state_createdAt_idx" ON "Dispute"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Dispute_address_idx" ON "Dispute"("address");

-- CreateIndex
CREATE INDEX "Report_state_createdAt_idx" ON "Report"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Report_subject_ref_reporter_reason_key" ON "Report"("subject", "ref", "reporter", "reason");

-- AddForeignKey
ALTER TABLE "CampaignKind" ADD CONSTRAINT "CampaignKind_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gold" ADD CONSTRAINT "Gold_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_goldId_fkey" FOREIGN KEY ("goldId") REFERENCES "Gold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A task judges a prompt's samples or a gold's texts.
ALTER TABLE "Task" ADD CONSTRAINT "Task_promptOrGold" CHECK ("promptId" IS NOT NULL OR "goldId" IS NOT NULL);
