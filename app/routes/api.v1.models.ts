import { bytesOf, type CatalogueModel, catalogue } from "#app/features/generation/models/catalogue.ts";

export function loader() {
  return Response.json({ items: catalogue.map(toView), nextCursor: null });
}

function toView({ source: _source, isReplayable: _held, knownAnswer: _answer, files, ...model }: CatalogueModel) {
  const sizes = Object.entries(files).map(([dtype, list]) => [dtype, bytesOf(list)] as const);
  return { ...model, sizeBytes: Object.fromEntries(sizes) };
}
