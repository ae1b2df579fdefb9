// Runs the contract tests. Fails when one fails, and ends with `N passed, N failed, N skipped`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { foundryBinary } from "./foundry.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const forge = spawn(foundryBinary("forge"), ["test", "--color", "never", ...process.argv.slice(2)], {
  cwd: root,
  // contracts/bin/solc.cjs is run by this same Node.
  env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ""}` },
  stdio: ["ignore", "pipe", "inherit"],
});

let output = "";
forge.stdout.setEncoding("utf8");
forge.stdout.on("data", (part) => {
  output += part;
  process.stdout.write(part);
});
const [code] = await once(forge, "close");

const count = /(\d+) tests passed, (\d+) failed, (\d+) skipped/.exec(output);
if (!count) {
  process.stdout.write("the contract tests did not run\n0 passed, 1 failed, 0 skipped\n");
  process.exit(1);
}
const [, passed, failed, skipped] = count;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exit(code === 0 && failed === "0" && passed !== "0" ? 0 : 1);
