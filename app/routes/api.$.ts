import { notFound } from "#app/lib/http.server.ts";

// A call that does not exist is answered as the calls are, not with a page.
export function loader() {
  throw notFound("call");
}

export function action() {
  throw notFound("call");
}
