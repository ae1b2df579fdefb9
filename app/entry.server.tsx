import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { NonceContext } from "#app/components/nonce.tsx";
import { localeOf } from "#app/lib/i18n.server.ts";
import { translator } from "#app/lib/i18n.ts";
import { log } from "#app/lib/log.server.ts";

const renderTimeoutMs = 5_000;
export const streamTimeout = renderTimeoutMs;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const i18n = await translator(await localeOf(request));
  const waitForAll = isbot(request.headers.get("User-Agent"));

  return new Promise((resolve, reject) => {
    let didFail = false;
    const answer = () => {
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: didFail ? 500 : status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18n}>
        <NonceContext.Provider value={nonce}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </NonceContext.Provider>
      </I18nextProvider>,
      {
        nonce,
        onShellReady: () => waitForAll || answer(),
        onAllReady: () => waitForAll && answer(),
        onShellError: reject,
        onError(error) {
          didFail = true;
          log.error({ error: error instanceof Error ? error.stack : String(error) }, "a page failed to render");
        },
      },
    );
    setTimeout(abort, renderTimeoutMs + 1_000).unref();
  });
}

export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error(
    { error: error instanceof Error ? error.stack : String(error), path: new URL(request.url).pathname },
    "a request failed",
  );
}
