import { findDemoMnemonic } from "#app/features/auth/demo-people.server.ts";
import { notFound } from "#app/lib/http.server.ts";

/** The keys of the story's people, for the demo wallet of a local trial. Nowhere else is there anything here. */
export function loader() {
  const mnemonic = findDemoMnemonic();
  if (!mnemonic) throw notFound("page");
  return Response.json({ mnemonic }, { headers: { "Cache-Control": "no-store" } });
}
