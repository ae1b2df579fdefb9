import { catalogue } from "#app/features/generation/catalogue.ts";

export function loader() {
  const items = catalogue.map(({ source: _source, isReplayable: _isReplayable, ...model }) => model);
  return Response.json({ items, nextCursor: null });
}
