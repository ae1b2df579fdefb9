-- CreateEnum
CREATE TYPE "ReplayBy" AS ENUM ('server', 'members');

-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "recipe" JSONB NOT NULL DEFAULT '{"name":"plain/1"}',
ADD COLUMN     "replayBy" "ReplayBy" NOT NULL DEFAULT 'server';

-- AlterTable
ALTER TABLE "GenerationLease" ADD COLUMN     "variant" INTEGER NOT NULL DEFAULT 0;

