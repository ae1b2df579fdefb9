// `npm test`: every check there is, from a fresh clone. `--quick` leaves out what takes longer than a minute. Its last line
// counts checks and tests alike: `N passed, N failed, N skipped`.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Praça needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one.`);
  process.exit(1);
}

const { main } = await import("./test/main.mjs");
await main({ isQuick: process.argv.includes("--quick") });
