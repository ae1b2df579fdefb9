import pino from "pino";
import { env } from "#app/lib/env.server.ts";

export const log = pino({
  level: env().LOG_LEVEL,
  redact: ["signature", "secret", "key", "cookie", "*.signature", "*.secret"],
});
