-- A contributor's answers to gold, counted whenever an answer of theirs is settled: few among all that they gave.
CREATE INDEX "Answer_gold_idx" ON "Answer" ("address") WHERE "isGoldMatch" IS NOT NULL;
