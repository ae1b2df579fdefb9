import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "#app/lib/http-openapi.ts";
import { loader } from "#app/routes/api.v1.openapi[.]json.ts";

const routes = "app/routes";
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string() }))),
});

/** `api.v1.epochs.$n.ledger[.]jsonl.ts` → `/api/v1/epochs/{n}/ledger.jsonl` */
function pathOf(file: string): string {
  const [bare = ""] = file.split(/\.tsx?$/);
  const segments = bare
    .split(/(?<!\[)\./)
    .filter((segment) => segment !== "_index")
    .map((segment) => segment.replace(/_$/, "").replace(/^\$(\w*)$/, "{$1}"));
  return `/${segments.join("/").replaceAll("[.]", ".")}`;
}

/** "get /api/v1/…" or "write /api/v1/…", as a loader and an action answer them. */
async function describedCalls(): Promise<Array<string>> {
  const { paths } = documentSchema.parse(await loader().json());
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method === "get" ? "get" : "write"} ${path}`),
  );
  return [...new Set(calls)].sort();
}

function routedCalls(): Array<string> {
  const files = readdirSync(routes).filter((file) => file.startsWith("api.v1.") && !file.includes("openapi"));
  return files
    .flatMap((file) => {
      const source = readFileSync(`${routes}/${file}`, "utf8");
      const answers = (name: string) =>
        new RegExp(`export (async function|function|const|\\{[^}]*\\b) ?${name}\\b`).test(source);
      return [
        ...(answers("loader") ? [`get ${pathOf(file)}`] : []),
        ...(answers("action") ? [`write ${pathOf(file)}`] : []),
      ];
    })
    .sort();
}

/** A route's parameter also answers a call that names one of its values: `{step}` for `open`. */
function isAnsweredBy(described: string, routed: string): boolean {
  const [names, patterns] = [described.split("/"), routed.split("/")];
  return names.length === patterns.length && patterns.every((part, at) => part.startsWith("{") || part === names[at]);
}

test("every call that is described has its route", async () => {
  const routed = routedCalls();
  const missing = (await describedCalls()).filter((call) => !routed.some((route) => isAnsweredBy(call, route)));
  expect(missing).toEqual([]);
});

test("every route of the public interface is described", async () => {
  const described = await describedCalls();
  const silent = routedCalls().filter((route) => !described.some((call) => isAnsweredBy(call, route)));
  expect(silent).toEqual([]);
});

test("an operation's schemas become parameters, body and answers", () => {
  const document = openApiDocument(
    [
      {
        method: "post",
        path: "/api/v1/things/{id}",
        summary: "Changes a thing.",
        query: z.strictObject({ limit: z.coerce.number().int().max(9) }),
        request: z.strictObject({ name: z.string().max(3) }),
        response: z.object({ amountWei: z.string() }),
        signIn: true,
        errors: ["thing-gone"],
      },
    ],
    "1",
  );
  expect(document.paths["/api/v1/things/{id}"]?.post).toMatchObject({
    security: [{ session: [] }],
    parameters: [
      { name: "id", in: "path", required: true },
      { name: "limit", in: "query" },
    ],
    requestBody: {
      content: {
        "application/json": {
          schema: { properties: { name: { type: "string", maxLength: 3 } }, additionalProperties: false },
        },
      },
    },
    responses: {
      200: { content: { "application/json": { schema: { properties: { amountWei: { type: "string" } } } } } },
      default: { description: "Refused: sign-in-required, invalid-request, thing-gone." },
    },
  });
});
