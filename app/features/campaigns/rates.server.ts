import { limitRate } from "#app/lib/rate-limit.server.ts";

/** Drafts cost nothing, so how many somebody makes in an hour is limited. Throws 429. */
export function limitNewCampaigns(address: string): Promise<void> {
  return limitRate({ key: `new-campaign:${address}`, points: 60, seconds: 3_600 });
}

/** Imports, in an hour. Throws 429. */
export function limitImports(address: string): Promise<void> {
  return limitRate({ key: `import:${address}`, points: 120, seconds: 3_600 });
}

/** Changes of campaigns, in an hour: each may be a version of guidelines that people are asked to read. Throws 429. */
export function limitChanges(address: string): Promise<void> {
  return limitRate({ key: `change-campaign:${address}`, points: 240, seconds: 3_600 });
}
