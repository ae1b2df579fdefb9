import { notFound } from "#app/lib/http.server.ts";

export const handle = { title: "site:problem.missing.title" };

/** Every address that no page has. A route of its own, so that the frame around the answer has its data. */
export function loader() {
  throw notFound("page");
}

export default function Missing() {
  return null;
}
