import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { expect, test } from "vitest";
import { env } from "#app/lib/env.server.ts";
import { securityHeaders } from "#app/lib/http-headers.server.ts";

async function headersOfAPage(): Promise<Headers> {
  const app = express();
  app.use((_request, response, next) => {
    response.locals.nonce = "abc";
    next();
  });
  app.use(securityHeaders());
  app.get("/", (_request, response) => void response.send("a page"));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const { headers } = await fetch(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
  server.close();
  return headers;
}

function directive(headers: Headers, name: string): Array<string> {
  const policy = headers.get("Content-Security-Policy") ?? "";
  const [, ...values] =
    policy
      .split(";")
      .map((part) => part.trim().split(" "))
      .find(([first]) => first === name) ?? [];
  return values;
}

test("models may be read from their hub and from where it redirects to, and from nowhere else", async () => {
  const allowed = directive(await headersOfAPage(), "connect-src");
  expect(env().MODEL_FILE_ORIGINS.length).toBeGreaterThan(0);
  expect(allowed).toEqual(["'self'", new URL(env().MODEL_HUB_URL).origin, ...env().MODEL_FILE_ORIGINS]);
});

test("pages are isolated for threads, and the windows that they open can still answer", async () => {
  const headers = await headersOfAPage();
  expect(headers.get("Document-Isolation-Policy")).toBe("isolate-and-require-corp");
  expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin-allow-popups");
  expect(directive(headers, "script-src")).toContain("'nonce-abc'");
});
