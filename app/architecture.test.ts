// The arrows of the architecture, held by machine: which file may import which, and who may touch the outside.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const areas = [
  ...["auth", "ledger", "quality", "campaigns", "samples"],
  ...["generation", "tasks", "payouts", "releases", "review"],
];
const longestFile = 350;

type Layer = "pure" | "server" | "client" | "drawn" | "worker";
type File = { path: string; text: string; imports: Array<string> };

const files: Array<File> = [...listed("app"), ...listed("workers"), { ...read("server.ts") }];
const tests = /\.test\.tsx?$/;
const product = files.filter((file) => !tests.test(file.path));

function listed(folder: string): Array<File> {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .sort()
    .map(read);
}

function read(name: string): File {
  const text = readFileSync(name, "utf8");
  return { path: name, text, imports: importsOf(text).flatMap((specifier) => resolved(name, specifier)) };
}

/** Everything imported, re-exported or loaded later. */
function importsOf(text: string): Array<string> {
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|new URL\(\s*)"([^"]+)"/g;
  return [...text.matchAll(pattern)].flatMap(([, specifier]) => (specifier ? [specifier] : []));
}

/** The repository's own file; libraries are nobody's arrow. */
function resolved(from: string, specifier: string): Array<string> {
  if (specifier.startsWith("#")) return [specifier.slice(1)];
  if (specifier.startsWith(".")) return [path.posix.join(path.posix.dirname(from), specifier)];
  return [];
}

function layerOf(name: string): Layer {
  if (/\.server\.tsx?$/.test(name)) return "server";
  if (/\.client\.tsx?$/.test(name)) return "client";
  if (/\.worker\.ts$/.test(name)) return "worker";
  return name.endsWith(".tsx") ? "drawn" : "pure";
}

function areaOf(name: string): string | undefined {
  return /^app\/features\/([^/]+)\//.exec(name)?.[1];
}

function isIn(name: string, ...folders: Array<string>): boolean {
  return folders.some((folder) => name.startsWith(`${folder}/`));
}

/** Why `from` may not import `to`; null when it may. */
function forbidden(from: string, to: string): string | null {
  if (isIn(to, "prisma/generated")) {
    return layerOf(from) === "server" || isIn(from, "workers/server") ? null : "only server files know the database";
  }
  if (!isIn(to, "app", "workers", "scripts", "e2e", "prisma")) return null;
  if (isIn(to, "scripts", "e2e")) return "the product does not need its scripts";
  if (isIn(to, "app/routes")) return "nothing imports a route";
  if (isRouteOrRoot(from)) return null;
  if (isIn(from, "workers/browser")) return fromBrowserWorker(to);
  if (isIn(from, "workers/server")) return fromJob(to);
  if (isIn(from, "app/lib"))
    return isIn(to, "app/lib", "app/locales") ? byLayer(from, to) : "lib knows nothing above it";
  if (isIn(from, "app/components")) {
    return isIn(to, "app/components", "app/lib") ? byLayer(from, to) : "components know no area";
  }
  return byArea(from, to) ?? byLayer(from, to);
}

function isRouteOrRoot(name: string): boolean {
  return isIn(name, "app/routes") || name === "server.ts" || /^app\/(root|entry|routes)[^/]*$/.test(name);
}

function fromBrowserWorker(to: string): string | null {
  const isOwn = isIn(to, "workers/browser");
  return isOwn || layerOf(to) === "pure" ? null : "a Web Worker imports pure files only";
}

function fromJob(to: string): string | null {
  if (isIn(to, "workers/server")) return null;
  return ["server", "pure"].includes(layerOf(to)) && !isIn(to, "workers/browser")
    ? null
    : "a job imports server and pure files only";
}

function byArea(from: string, to: string): string | null {
  const [own, other] = [areaOf(from), areaOf(to)];
  if (own === undefined || other === undefined || own === other) return null;
  return areas.indexOf(other) < areas.indexOf(own) ? null : `${own} is left of ${other}`;
}

const reachable: Record<Layer, ReadonlyArray<Layer>> = {
  pure: ["pure"],
  server: ["pure", "server"],
  client: ["pure", "client"],
  drawn: ["pure", "client", "drawn"],
  worker: ["pure"],
};

function byLayer(from: string, to: string): string | null {
  if (isIn(to, "workers/server")) return "only the jobs' own files import them";
  if (isIn(to, "workers/browser") && layerOf(to) !== "pure") {
    return layerOf(from) === "client" ? null : "only a client file starts a Web Worker";
  }
  return reachable[layerOf(from)].includes(layerOf(to))
    ? null
    : `a ${layerOf(from)} file may not import a ${layerOf(to)} one`;
}

function offenders(isOffence: (file: File) => boolean): Array<string> {
  return product.filter(isOffence).map((file) => file.path);
}

test("no import goes against the arrows", () => {
  const wrong = product.flatMap(({ path: from, imports }) =>
    imports.flatMap((to) => {
      const why = forbidden(from, to);
      return why ? [`${from} → ${to}: ${why}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test("the areas are the ten of the architecture", () => {
  const found = readdirSync("app/features").sort();
  expect(found.filter((area) => !areas.includes(area))).toEqual([]);
});

test("the arrows forbid what they are there for", () => {
  expect(forbidden("app/features/auth/x.ts", "app/features/ledger/y.ts")).toContain("left of");
  expect(forbidden("app/features/ledger/x.ts", "app/features/auth/y.ts")).toBeNull();
  expect(forbidden("app/features/tasks/x.ts", "app/features/tasks/y.server.ts")).toContain("may not import");
  expect(forbidden("app/features/tasks/x.tsx", "app/features/tasks/y.server.ts")).toContain("may not import");
  expect(forbidden("workers/browser/x.worker.ts", "app/lib/db.server.ts")).toContain("pure files only");
  expect(forbidden("app/components/x.tsx", "app/features/auth/y.ts")).toContain("no area");
  expect(forbidden("app/lib/x.ts", "app/features/auth/y.ts")).toContain("nothing above");
  expect(forbidden("app/features/tasks/x.tsx", "prisma/generated/client.ts")).toContain("database");
  expect(forbidden("app/routes/x.tsx", "app/features/tasks/y.server.ts")).toBeNull();
});

test("own files are imported by #app/… or #workers/…, with their extension", () => {
  const wrong = product.flatMap(({ path: from, text }) =>
    importsOf(text).flatMap((specifier) => {
      const isOwn = specifier.startsWith("#") || specifier.startsWith(".");
      const isAsset = /\?url$|\.css/.test(specifier);
      // A worker's URL and a language's chunk must stay relative, for the bundler; public/ has no name of its own.
      const isRelative = specifier.startsWith(".") && /\.worker\.ts$|\/locales\/|\/public\//.test(specifier);
      const isWell = /^#(app|workers|prisma)\/.+\.(tsx?|json)$/.test(specifier) || isRelative || isAsset;
      return isOwn && !isWell ? [`${from}: ${specifier}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test("only env.server.ts reads the environment", () => {
  expect(offenders(({ text }) => /\bprocess\.env\b/.test(withoutComments(text)))).toEqual(["app/lib/env.server.ts"]);
});

test("only db.server.ts opens the database", () => {
  expect(offenders(({ text }) => /\bnew (?:pg\.)?(?:Pool|Client|PrismaClient)\(/.test(text))).toEqual([
    "app/lib/db.server.ts",
  ]);
});

test("only chain.server.ts and chain.client.ts open the chain", () => {
  const allowed = ["app/lib/chain.client.ts", "app/lib/chain.server.ts"];
  const found = offenders(({ text }) =>
    /\bnew (?:ethers\.)?(?:JsonRpc|WebSocket|Fallback|Socket)Provider\(/.test(text),
  );
  expect(found.filter((name) => !allowed.includes(name))).toEqual([]);
});

test("a pure file has no clock, no chance and no outside of its own", () => {
  const outside =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bcrypto\.(?:getRandomValues|randomUUID)\(|from "node:/;
  const pure = product.filter(
    ({ path: name }) => isIn(name, "app") && layerOf(name) === "pure" && !isRouteOrRoot(name),
  );
  expect(pure.filter(({ text }) => outside.test(withoutComments(text))).map((file) => file.path)).toEqual([]);
});

test("no file is a barrel", () => {
  expect(
    offenders(({ path: name, text }) => /^export (?:\*|\{[^}]*\}) from /m.test(text) && !isIn(name, "app/routes")),
  ).toEqual([]);
});

test("lib is a closed list", () => {
  const known = [
    ...["env", "db", "chain", "jobs", "files", "http", "form", "money", "invariant", "canonical-json"],
    ...["seeded-random", "i18n", "log", "rate-limit", "migrations"],
  ];
  const names = product
    .filter(({ path: name }) => isIn(name, "app/lib"))
    .map(({ path: name }) => path.posix.basename(name));
  const stems = new Set(names.map((name) => name.replace(/(?:\.server|\.client)?\.tsx?$/, "")));
  const foreign = [...stems].filter((stem) => !known.some((word) => stem === word || stem.startsWith(`${word}-`)));
  expect(foreign).toEqual([]);
});

test("files stay short enough to be read", () => {
  expect(files.filter(({ text }) => text.split("\n").length - 1 > longestFile).map((file) => file.path)).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
