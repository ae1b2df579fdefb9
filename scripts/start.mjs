// `npm start`: everything that Praça needs, on this machine, from a fresh clone. Plain JavaScript without a dependency,
// because it runs before anything is installed. `--dev` reloads on change, `--seed-only` ends after the seed.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Praça needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one.`);
  process.exit(1);
}

const { main } = await import("./start/main.mjs");
await main(process.argv.slice(2));
