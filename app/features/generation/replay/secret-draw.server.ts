import { createHmac } from "node:crypto";
import { env } from "#app/lib/env.server.ts";

/**
 * One sample in four is looked at twice. By a secret of the server, so that no verifier can tell which: an HMAC of the sample's id.
 */
export function isLookedAtTwice(sampleId: string): boolean {
  return createHmac("sha256", env().SLOT_SECRET).update(`second-look:${sampleId}`).digest().readUInt32BE(0) % 4 === 0;
}
