// Compiles the contracts with the compiler from npm and keeps the result under the digest of all that it depends on.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const require = createRequire(import.meta.url);
const sourceFolder = join(dirname(fileURLToPath(import.meta.url)), "../../contracts/src");

const artefactSchema = z.object({ abi: z.array(z.record(z.string(), z.unknown())), bytecode: z.string() });
const artefactsSchema = z.object({ PracaToken: artefactSchema, RewardDistributor: artefactSchema });
export type ContractArtefacts = z.infer<typeof artefactsSchema>;

const outputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          abi: artefactSchema.shape.abi,
          evm: z.object({ bytecode: z.object({ object: z.string() }) }),
        }),
      ),
    )
    .optional(),
});

/** The same as in foundry.toml. No metadata hash: the same sources give the same bytes wherever they lie. */
const settings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 1000 },
  metadata: { bytecodeHash: "none" },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
};

/**
 * @param cacheDir folder to keep the result in; made when it is missing
 * @returns interface and deployment code of each contract that is deployed
 */
export async function compileContracts(cacheDir = ".praca/cache/contracts"): Promise<ContractArtefacts> {
  const sources = await readSources();
  const path = join(cacheDir, `${digestOf(sources)}.json`);
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return artefactsSchema.parse(JSON.parse(kept));

  const artefacts = compile(sources);
  await mkdir(cacheDir, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(artefacts));
  await rename(unfinished, path);
  return artefacts;
}

async function readSources(): Promise<Record<string, { content: string }>> {
  const names = (await readdir(sourceFolder)).filter((name) => name.endsWith(".sol")).sort();
  const read = names.map(
    async (name) => [name, { content: await readFile(join(sourceFolder, name), "utf8") }] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

function digestOf(sources: Record<string, { content: string }>): string {
  const versions = ["solc", "@openzeppelin/contracts"].map((name) => require(`${name}/package.json`).version);
  return createHash("sha256").update(JSON.stringify({ sources, settings, versions })).digest("hex");
}

function compile(sources: Record<string, { content: string }>): ContractArtefacts {
  // Loaded only here: it takes a second, which a second start need not spend.
  const solc = require("solc");
  const input = JSON.stringify({ language: "Solidity", sources, settings });
  const output = outputSchema.parse(JSON.parse(solc.compile(input, { import: readImport })));

  const broken = output.errors?.find((problem) => problem.severity === "error");
  if (broken) throw new Error(`the contracts do not compile: ${broken.formattedMessage}`);
  const found = ["PracaToken", "RewardDistributor"].map((name) => {
    const contract = output.contracts?.[`${name}.sol`]?.[name];
    return [name, { abi: contract?.abi, bytecode: `0x${contract?.evm.bytecode.object}` }];
  });
  return artefactsSchema.parse(Object.fromEntries(found));
}

function readImport(path: string): { contents: string } | { error: string } {
  try {
    return { contents: require("node:fs").readFileSync(require.resolve(path), "utf8") };
  } catch {
    return { error: `${path} is not installed` };
  }
}
