// `tsx scripts/contracts/deploy-command.ts`: reads deployContracts' options as JSON from its input (a key in the arguments
// could be read by every process) and prints the deployment as one line of JSON.
import { text } from "node:stream/consumers";
import { z } from "zod";
import { deployContracts } from "./deploy.ts";

const optionsSchema = z.strictObject({
  rpcUrl: z.url(),
  deployerKey: z.string(),
  proposer: z.string(),
  arbiter: z.string(),
  windowSeconds: z.int().positive(),
  supplyTo: z.string(),
  cacheDir: z.string().optional(),
});

const options = optionsSchema.parse(JSON.parse(await text(process.stdin)));
process.stdout.write(`${JSON.stringify(await deployContracts(options))}\n`);
