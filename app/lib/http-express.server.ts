import { once } from "node:events";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type express from "express";
import { env } from "#app/lib/env.server.ts";
import { failure, ownAnswer } from "#app/lib/http-failure.server.ts";
import { log } from "#app/lib/log.server.ts";

/** What Express knows and a loader needs. */
declare module "@remix-run/node" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be extended
  interface AppLoadContext {
    nonce: string;
    clientAddress: string;
  }
}

/**
 * Remix behind Express with back-pressure: a client that reads slowly slows the export down, and one that leaves ends it.
 * (The adapter that Remix ships does neither.)
 */
export function remixHandler(build: () => Promise<ServerBuild>): express.RequestHandler {
  const handle = createRequestHandler(build, env().NODE_ENV);
  return async (request, response, next) => {
    try {
      const left = new AbortController();
      response.on("close", () => left.abort());
      const answer = await handle(toWebRequest(request, left.signal), {
        nonce: String(response.locals.nonce),
        clientAddress: request.ip ?? "unknown",
      });
      await send(await ownAnswer(answer, request.path), response);
    } catch (error) {
      log.error(
        { error: error instanceof Error ? error.stack : String(error), path: request.path },
        "a request failed",
      );
      if (response.headersSent) return next(error);
      await send(await failure(), response);
    }
  };
}

function toWebRequest(request: express.Request, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) headers.append(name, item);
  }
  // The origin is ours by configuration: what the Host header says is the sender's choice.
  const url = new URL(request.originalUrl, env().SITE_ORIGIN);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(url, {
    method: request.method,
    headers,
    signal,
    ...(hasBody ? { body: bodyOf(request), duplex: "half" } : {}),
  });
}

/** Cancelled, it lets the rest pass by unread: a connection cut there would take the answer, too. */
function bodyOf(request: express.Request): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      request.on("data", (chunk: Buffer) => {
        if (isOver) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      const end = (finish: () => void) => () => {
        if (!isOver) finish();
        isOver = true;
      };
      request.once(
        "end",
        end(() => controller.close()),
      );
      request.once(
        "close",
        end(() => controller.error(new Error("the client left before its request was complete"))),
      );
      request.once(
        "error",
        end(() => controller.error(new Error("the request broke off"))),
      );
      request.pause();
    },
    pull: () => void request.resume(),
    cancel() {
      isOver = true;
      request.resume();
    },
  });
}

async function send(answer: Response, response: express.Response): Promise<void> {
  response.status(answer.status);
  for (const [name, value] of answer.headers) response.append(name, value);
  if (!answer.body) return void response.end();

  const reader = answer.body.getReader();
  const closed = once(response, "close");
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!response.write(value)) await Promise.race([once(response, "drain"), closed]);
    if (response.destroyed) return void (await reader.cancel());
  }
  response.end();
}
