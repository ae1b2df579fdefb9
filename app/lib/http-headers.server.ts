import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import { env } from "#app/lib/env.server.ts";

/** Headers of every response, workers' scripts included: a worker obeys the policy of its own response. */
export function securityHeaders(): RequestHandler {
  const isDevelopment = env().NODE_ENV === "development";
  const isSecure = env().SITE_ORIGIN.startsWith("https:");
  const elsewhere = [env().MODEL_HUB_URL, env().PUBLIC_RPC_URL]
    .filter((url) => url.startsWith("http"))
    .map((url) => new URL(url).origin);

  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'self'",
          (_request, response) => `'nonce-${(response as Response).locals.nonce}'`,
          "'wasm-unsafe-eval'",
          ...(isDevelopment ? ["'unsafe-inline'"] : []),
        ],
        styleSrc: ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [])],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...elsewhere, ...env().MODEL_FILE_ORIGINS, ...(isDevelopment ? ["ws:"] : [])],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // Wallets open windows of their own and must still be able to answer.
    crossOriginOpenerPolicy: { policy: "same-origin-allow-popups" },
    strictTransportSecurity: isSecure,
    referrerPolicy: { policy: "same-origin" },
  });
  return (request, response, next) => {
    // Threads for models, where the browser knows it: pages and their workers are isolated, windows that they open are not cut off.
    response.setHeader("Document-Isolation-Policy", "isolate-and-require-corp");
    secure(request, response, next);
  };
}
