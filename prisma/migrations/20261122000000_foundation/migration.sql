-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CampaignState" AS ENUM ('draft', 'funded', 'live', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "TaskKind" AS ENUM ('prefer', 'rank', 'rate', 'label', 'edit');

-- CreateEnum
CREATE TYPE "PromptState" AS ENUM ('waiting', 'open', 'filled');

-- CreateEnum
CREATE TYPE "SampleState" AS ENUM ('submitted', 'accepted', 'suspect', 'rejected');

-- CreateEnum
CREATE TYPE "ReplayState" AS ENUM ('none', 'passed', 'failed');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "EpochState" AS ENUM ('closing', 'proposed', 'challenged', 'accepted', 'rejected');

-- CreateEnum
CREATE TYPE "ReleaseState" AS ENUM ('building', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "AuditState" AS ENUM ('open', 'upheld', 'overturned', 'lapsed');

-- CreateEnum
CREATE TYPE "VerdictKind" AS ENUM ('uphold', 'overturn', 'unclear');

-- CreateTable
CREATE TABLE "Member" (
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locale" TEXT,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "Session" (
    "idHash" TEXT NOT NULL,
    "address" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("idHash")
);

-- CreateTable
CREATE TABLE "AuthNonce" (
    "nonceHash" TEXT NOT NULL,
    "sessionIdHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "AuthNonce_pkey" PRIMARY KEY ("nonceHash")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requester" TEXT NOT NULL,
    "state" "CampaignState" NOT NULL DEFAULT 'draft',
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "languages" TEXT[],
    "licence" TEXT NOT NULL,
    "kinds" "TaskKind"[],
    "models" JSONB NOT NULL,
    "params" JSONB NOT NULL,
    "guidelinesVersion" INTEGER NOT NULL DEFAULT 1,
    "candidatesPerPrompt" INTEGER NOT NULL,
    "answersMin" INTEGER NOT NULL,
    "answersMax" INTEGER NOT NULL,
    "barPermille" INTEGER NOT NULL,
    "replayShareBps" INTEGER NOT NULL,
    "payRule" TEXT NOT NULL,
    "samplePriceWei" DECIMAL(78,0) NOT NULL,
    "answerPriceWei" DECIMAL(78,0) NOT NULL,
    "overheadBps" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liveAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Guidelines" (
    "campaignId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Guidelines_pkey" PRIMARY KEY ("campaignId","version")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "messages" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "state" "PromptState" NOT NULL DEFAULT 'waiting',
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pairedAt" TIMESTAMP(3),

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GenerationLease" (
    "id" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "modelRevision" TEXT NOT NULL,
    "dtype" TEXT NOT NULL,
    "slots" INTEGER[],
    "seeds" BIGINT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "submittedAt" TIMESTAMP(3),

    CONSTRAINT "GenerationLease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sample" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "seed" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "tokenIds" INTEGER[],
    "finishReason" TEXT NOT NULL,
    "provenance" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "state" "SampleState" NOT NULL DEFAULT 'submitted',
    "replay" "ReplayState" NOT NULL DEFAULT 'none',
    "reason" TEXT,
    "slotSpent" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "state" "TaskState" NOT NULL DEFAULT 'open',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "seed" BIGINT NOT NULL DEFAULT 0,
    "answerCount" INTEGER NOT NULL DEFAULT 0,
    "answersMin" INTEGER NOT NULL,
    "answersMax" INTEGER NOT NULL,
    "isDecided" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskSample" (
    "taskId" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "TaskSample_pkey" PRIMARY KEY ("taskId","position")
);

-- CreateTable
CREATE TABLE "Lease" (
    "id" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sidesSwapped" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "skippedAt" TIMESTAMP(3),
    "skipReason" TEXT,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "flag" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isPaid" BOOLEAN,
    "reason" TEXT,
    "priceWei" DECIMAL(78,0),

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "taskId" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "method" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("taskId")
);

-- CreateTable
CREATE TABLE "Entry" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "ref" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "entryId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "amountWei" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("entryId","position")
);

-- CreateTable
CREATE TABLE "Balance" (
    "account" TEXT NOT NULL,
    "wei" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "Balance_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "Epoch" (
    "n" INTEGER NOT NULL,
    "state" "EpochState" NOT NULL DEFAULT 'closing',
    "firstSeq" BIGINT NOT NULL,
    "lastSeq" BIGINT NOT NULL,
    "entryCount" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "totalWei" DECIMAL(78,0) NOT NULL,
    "ledgerDigest" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "proposedAt" TIMESTAMP(3),
    "windowEndsAt" TIMESTAMP(3),
    "blockNumber" BIGINT,
    "txHash" TEXT,
    "auditSeed" TEXT,
    "auditsEndedAt" TIMESTAMP(3),

    CONSTRAINT "Epoch_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "ClaimLeaf" (
    "epochN" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "cumulativeWei" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "ClaimLeaf_pkey" PRIMARY KEY ("epochN","address")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "chainId" INTEGER NOT NULL,
    "genesisHash" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "distributor" TEXT NOT NULL,
    "deploymentBlock" BIGINT NOT NULL,
    "windowSeconds" INTEGER NOT NULL,

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChainCursor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "blockNumber" BIGINT NOT NULL,
    "blockHash" TEXT NOT NULL,

    CONSTRAINT "ChainCursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChainEvent" (
    "txHash" TEXT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "args" JSONB NOT NULL,
    "account" TEXT,
    "amountWei" DECIMAL(78,0),
    "blockNumber" BIGINT NOT NULL,
    "blockHash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChainEvent_pkey" PRIMARY KEY ("txHash","logIndex")
);

-- CreateTable
CREATE TABLE "Release" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "ReleaseState" NOT NULL DEFAULT 'building',
    "licence" TEXT NOT NULL,
    "priceWei" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "quality" JSONB NOT NULL DEFAULT '{}',
    "failure" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMP(3),

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReleaseFile" (
    "releaseId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "rows" INTEGER,
    "contentType" TEXT NOT NULL,

    CONSTRAINT "ReleaseFile_pkey" PRIMARY KEY ("releaseId","path")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" TEXT NOT NULL,
    "epochN" INTEGER NOT NULL,
    "entryId" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "contributor" TEXT NOT NULL,
    "state" "AuditState" NOT NULL DEFAULT 'open',
    "leaseId" TEXT,
    "leasedBy" TEXT,
    "leaseExpiresAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" TEXT NOT NULL,
    "auditId" TEXT NOT NULL,
    "reviewer" TEXT NOT NULL,
    "verdict" "VerdictKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "reasonDigest" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "AuthNonce_expiresAt_idx" ON "AuthNonce"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_key_key" ON "Campaign"("key");

-- CreateIndex
CREATE INDEX "Campaign_state_idx" ON "Campaign"("state");

-- CreateIndex
CREATE INDEX "Prompt_campaignId_state_position_idx" ON "Prompt"("campaignId", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Prompt_campaignId_digest_key" ON "Prompt"("campaignId", "digest");

-- CreateIndex
CREATE INDEX "GenerationLease_promptId_expiresAt_idx" ON "GenerationLease"("promptId", "expiresAt");

-- CreateIndex
CREATE INDEX "GenerationLease_address_expiresAt_idx" ON "GenerationLease"("address", "expiresAt");

-- CreateIndex
CREATE INDEX "Sample_promptId_state_idx" ON "Sample"("promptId", "state");

-- CreateIndex
CREATE INDEX "Sample_address_createdAt_idx" ON "Sample"("address", "createdAt");

-- CreateIndex
CREATE INDEX "Sample_campaignId_digest_idx" ON "Sample"("campaignId", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "Sample_leaseId_seed_key" ON "Sample"("leaseId", "seed");

-- CreateIndex
CREATE INDEX "Task_campaignId_state_idx" ON "Task"("campaignId", "state");

-- CreateIndex
CREATE INDEX "TaskSample_sampleId_idx" ON "TaskSample"("sampleId");

-- CreateIndex
CREATE INDEX "Lease_address_expiresAt_idx" ON "Lease"("address", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Lease_taskId_address_key" ON "Lease"("taskId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_leaseId_key" ON "Answer"("leaseId");

-- CreateIndex
CREATE INDEX "Answer_address_createdAt_idx" ON "Answer"("address", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_taskId_address_key" ON "Answer"("taskId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_seq_key" ON "Entry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_idempotencyKey_key" ON "Entry"("idempotencyKey");

-- CreateIndex
CREATE INDEX "Entry_ref_idx" ON "Entry"("ref");

-- CreateIndex
CREATE INDEX "Posting_account_idx" ON "Posting"("account");

-- CreateIndex
CREATE INDEX "ChainEvent_name_account_idx" ON "ChainEvent"("name", "account");

-- CreateIndex
CREATE UNIQUE INDEX "Release_campaignId_version_key" ON "Release"("campaignId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Audit_entryId_key" ON "Audit"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "Audit_leaseId_key" ON "Audit"("leaseId");

-- CreateIndex
CREATE INDEX "Audit_state_leaseExpiresAt_idx" ON "Audit"("state", "leaseExpiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Verdict_auditId_reviewer_key" ON "Verdict"("auditId", "reviewer");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_address_fkey" FOREIGN KEY ("address") REFERENCES "Member"("address") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthNonce" ADD CONSTRAINT "AuthNonce_sessionIdHash_fkey" FOREIGN KEY ("sessionIdHash") REFERENCES "Session"("idHash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Guidelines" ADD CONSTRAINT "Guidelines_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GenerationLease" ADD CONSTRAINT "GenerationLease_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "GenerationLease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSample" ADD CONSTRAINT "TaskSample_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSample" ADD CONSTRAINT "TaskSample_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "Lease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimLeaf" ADD CONSTRAINT "ClaimLeaf_epochN_fkey" FOREIGN KEY ("epochN") REFERENCES "Epoch"("n") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseFile" ADD CONSTRAINT "ReleaseFile_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Audit" ADD CONSTRAINT "Audit_epochN_fkey" FOREIGN KEY ("epochN") REFERENCES "Epoch"("n") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_auditId_fkey" FOREIGN KEY ("auditId") REFERENCES "Audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is by hand: Prisma's schema language has no word for it.

-- The ledger is append-only.
CREATE FUNCTION "refuseChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "%" is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "Entry_appendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();

CREATE TRIGGER "Posting_appendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Posting"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();

-- At the end of a transaction, the postings of each entry that it touched sum to zero.
CREATE FUNCTION "requireZeroSum"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum("amountWei") FROM "Posting" WHERE "entryId" = NEW."entryId") <> 0 THEN
    RAISE EXCEPTION 'the postings of entry % do not sum to zero', NEW."entryId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "Posting_zeroSum" AFTER INSERT ON "Posting" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "requireZeroSum"();

-- Only `chain` is ever below zero.
ALTER TABLE "Balance" ADD CONSTRAINT "Balance_notNegative" CHECK ("wei" >= 0 OR "account" = 'chain');

ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_oneRow" CHECK ("id" = 1);
ALTER TABLE "ChainCursor" ADD CONSTRAINT "ChainCursor_oneRow" CHECK ("id" = 1);

-- A slot has one sample that spends it.
CREATE UNIQUE INDEX "Sample_promptId_slot_spent_key" ON "Sample"("promptId", "slot") WHERE "slotSpent";

-- The queues: what can be leased now, in the order in which it is handed out.
CREATE INDEX "Task_leasable_idx" ON "Task"("campaignId", "priority" DESC, "id") WHERE "state" = 'open' AND NOT "isDecided";
CREATE INDEX "Prompt_leasable_idx" ON "Prompt"("campaignId", "position") WHERE "state" = 'open';
CREATE INDEX "GenerationLease_live_idx" ON "GenerationLease"("promptId", "expiresAt") WHERE "submittedAt" IS NULL;
CREATE INDEX "Lease_live_idx" ON "Lease"("taskId", "expiresAt") WHERE "answeredAt" IS NULL AND "skippedAt" IS NULL;
