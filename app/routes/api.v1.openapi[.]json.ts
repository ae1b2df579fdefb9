import { operations as auth } from "#app/features/auth/api.ts";
import { operations as campaigns } from "#app/features/campaigns/api.ts";
import { operations as requester } from "#app/features/campaigns/requester-api.ts";
import { operations as generation } from "#app/features/generation/api.ts";
import { operations as replays } from "#app/features/generation/replay/replay-api.ts";
import { operations as payouts } from "#app/features/payouts/api.ts";
import { operations as releases } from "#app/features/releases/api.ts";
import { operations as review } from "#app/features/review/api.ts";
import { operations as tasks } from "#app/features/tasks/api.ts";
import { operations as gold } from "#app/features/tasks/gold/gold-import-api.ts";
import { operations as ratings } from "#app/features/tasks/model-ratings/model-ratings-api.ts";
import { operations as qualification } from "#app/features/tasks/qualification/qualification-api.ts";
import { openApiDocument } from "#app/lib/http-openapi.ts";

/** One line an area; `app/lib/http-openapi.test.ts` finds a call that is described and not there, or there and not described. */
const operations = [
  auth,
  campaigns,
  requester,
  generation,
  replays,
  tasks,
  gold,
  qualification,
  ratings,
  payouts,
  releases,
  review,
].flat();

export function loader() {
  const document = openApiDocument(operations, "1");
  return Response.json(document, { headers: { "Cache-Control": "public, max-age=300" } });
}
