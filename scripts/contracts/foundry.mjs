// Finds the binaries of Foundry that npm installed. Their wrappers are not used: forge's exits 0 when tests fail.
// Plain JavaScript without dependencies, because start.mjs and test.mjs import it.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const architectures = { x64: "amd64", arm64: "arm64" };

/**
 * @param {"anvil" | "forge"} tool
 * @returns {string} path of this platform's binary
 */
export function foundryBinary(tool) {
  const name = `@foundry-rs/${tool}-${process.platform}-${architectures[process.arch] ?? process.arch}`;
  const path = join(packageFolder(name), "bin", process.platform === "win32" ? `${tool}.exe` : tool);
  if (!existsSync(path)) throw new Error(`${tool} is missing from ${name}: run npm ci`);
  return path;
}

function packageFolder(name) {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch (cause) {
    throw new Error(`${name} is not installed, or Foundry does not exist for ${process.platform} on ${process.arch}`, {
      cause,
    });
  }
}
