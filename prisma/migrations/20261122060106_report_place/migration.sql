-- The same may be noticed of somebody in more than one campaign.
UPDATE "Report" SET "campaignId" = '' WHERE "campaignId" IS NULL;
ALTER TABLE "Report" ALTER COLUMN "campaignId" SET NOT NULL, ALTER COLUMN "campaignId" SET DEFAULT '';

-- DropIndex
DROP INDEX "Report_subject_ref_reporter_reason_key";

-- CreateIndex
CREATE UNIQUE INDEX "Report_subject_ref_reporter_reason_campaignId_key" ON "Report"("subject", "ref", "reporter", "reason", "campaignId");
