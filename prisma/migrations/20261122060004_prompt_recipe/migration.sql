-- How a prompt was made, where a recipe made it.
ALTER TABLE "Prompt" ADD COLUMN "recipe" JSONB;
