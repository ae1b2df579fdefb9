// The built site in a process of its own, and contributors who are signed in to it.
import { Agent, request } from "node:http";
import pg from "pg";
import { z } from "zod";
import { cookieOf, hashOf, newSessionId } from "#app/features/auth/session-cookie.server.ts";
import { type SiteProcess, startSiteProcess } from "#scripts/bench/site-process.ts";
import { addressOf, contributors, type Turn } from "#scripts/bench/tasks/cycles.ts";

export type Site = { turn: Turn; stop: SiteProcess["stop"] };

const leasesSchema = z.object({ leases: z.array(z.object({ id: z.string() })) });

export async function startSite(databaseUrl: string): Promise<Site> {
  const { origin, stop } = await startSiteProcess();
  return { turn: overHttp(origin, await signIn(databaseUrl)), stop };
}

/** A cookie each. How somebody signs in is not what is measured here. */
async function signIn(databaseUrl: string): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const expiresAt = new Date(Date.now() + 86_400_000);
  for (let contributor = 0; contributor < contributors; contributor++) {
    const [address, id] = [addressOf(contributor), newSessionId()];
    await client.query(`insert into "Member" (address) values ($1) on conflict do nothing`, [address]);
    const session = [hashOf(id), address, expiresAt];
    await client.query(`insert into "Session" ("idHash", address, "expiresAt") values ($1, $2, $3)`, session);
    cookies.set(address, (await cookieOf(id, expiresAt)).split(";")[0] ?? "");
  }
  await client.end();
  return cookies;
}

function overHttp(origin: string, cookies: ReadonlyMap<string, string>): Turn {
  const agent = new Agent({ keepAlive: true, maxSockets: contributors });
  const send = (address: string, call: string, body: unknown) =>
    post(`${origin}${call}`, { agent, headers: headersOf(origin, cookies.get(address) ?? "") }, JSON.stringify(body));
  return {
    lease: async (address, count) => {
      const text = await send(address, "/api/v1/tasks/lease", { count });
      return leasesSchema.parse(JSON.parse(text)).leases.map(({ id }) => id);
    },
    answer: async (address, leaseIds) => {
      if (leaseIds.length === 0) return;
      const answers = leaseIds.map((leaseId) => ({ leaseId, answer: { choice: "a" } }));
      await send(address, "/api/v1/tasks/answers", { answers });
    },
  };
}

function headersOf(origin: string, cookie: string) {
  return { "Content-Type": "application/json", Origin: origin, Cookie: cookie };
}

type Sending = { agent: Agent; headers: Record<string, string> };

function post(url: string, { agent, headers }: Sending, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Array<Buffer> = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
