// The catalogues of the interface's languages: complete, in step with each other and with what the code asks for.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { locales } from "#app/lib/i18n.ts";

type Tree = { [key: string]: string | Tree };
type Use = { file: string; namespace: string; key: string; isPrefix: boolean };

const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string().min(1), treeSchema])));
const plural = /_(?:zero|one|two|few|many|other)$/;

const namespaces = namespacesOf("en");
const code = sources("app").map((file) => ({ file, text: readFileSync(file, "utf8") }));
const uses = code.flatMap(usesIn);

function namespacesOf(locale: string): Array<string> {
  return readdirSync(`app/locales/${locale}`)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .sort();
}

function texts(locale: string, namespace: string): Map<string, string> {
  const tree = treeSchema.parse(JSON.parse(readFileSync(`app/locales/${locale}/${namespace}.json`, "utf8")));
  return new Map(flat(tree));
}

function flat(tree: Tree, before = ""): Array<[string, string]> {
  return Object.entries(tree).flatMap(
    ([key, value]): Array<[string, string]> =>
      typeof value === "string" ? [[before + key, value]] : flat(value, `${before}${key}.`),
  );
}

const known = new Map<string, Array<string>>();

/** Asked for with every use of a key, and so read once. */
function keysOf(locale: string, namespace: string): Array<string> {
  const name = `${locale}/${namespace}`;
  const keys = known.get(name) ?? [
    ...new Set([...texts(locale, namespace).keys()].map((key) => key.replace(plural, ""))),
  ];
  known.set(name, keys.sort());
  return keys;
}

function sources(folder: string): Array<string> {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));
}

/**
 * What a file asks for, with each of its translators: a literal key, either side of a condition, or a template, which counts by
 * the literal part before its first `${`. A namespace before a colon wins over the translator's own.
 */
function usesIn({ file, text }: { file: string; text: string }): Array<Use> {
  const translators = [...text.matchAll(/\{[^{}]*\bt(?::\s*(\w+))?\b[^{}]*\}\s*=\s*useTranslation\("([\w-]+)"\)/g)];
  const called = translators.flatMap(([, name = "t", namespace = ""]) =>
    keysCalled(text, name).map((use) => ({ ...use, file, namespace })),
  );
  const named = [...text.matchAll(/"([\w-]+):([\w.-]+)"/g)]
    .map(([, namespace = "", key = ""]) => ({ file, namespace, key, isPrefix: false }))
    .filter(({ namespace }) => namespaces.includes(namespace));
  return [...called, ...named];
}

function keysCalled(text: string, name: string): Array<{ key: string; isPrefix: boolean }> {
  const literal = [...text.matchAll(new RegExp(`\\b${name}\\(\\s*"([^"]+)"`, "g"))];
  const either = [...text.matchAll(new RegExp(`\\b${name}\\([^()"\`]*\\?\\s*"([^"]+)"\\s*:\\s*"([^"]+)"`, "g"))];
  const template = [...text.matchAll(new RegExp(`\\b${name}\\(\\s*\`([^\`$]*)(\\$?)`, "g"))];
  return [
    ...[...literal, ...either].flatMap(([, ...keys]) => keys.map((key) => ({ key, isPrefix: false }))),
    ...template.map(([, key = "", rest]) => ({ key, isPrefix: rest === "$" })),
  ].filter(({ key }) => !key.includes(":"));
}

function matches(use: Use, key: string): boolean {
  return use.isPrefix ? key.startsWith(use.key) : key === use.key;
}

test("every language has the same namespaces and the same keys", () => {
  for (const locale of locales) {
    expect(namespacesOf(locale), locale).toEqual(namespaces);
    for (const namespace of namespaces) {
      expect(keysOf(locale, namespace), `${locale}/${namespace}`).toEqual(keysOf("en", namespace));
    }
  }
});

test("every language has the plural forms that its whole numbers need", () => {
  for (const locale of locales) {
    const forms = new Set([0, 1, 2, 5, 11, 100].map((count) => new Intl.PluralRules(locale).select(count)));
    for (const namespace of namespaces) {
      const known = texts(locale, namespace);
      const counted = [...known.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ""));
      const missing = [...new Set(counted)].flatMap((key) =>
        [...forms].map((form) => `${key}_${form}`).filter((form) => !known.has(form)),
      );
      expect(missing, `${locale}/${namespace}`).toEqual([]);
    }
  }
});

test("a translation fills in what the English text fills in", () => {
  const holes = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();
  for (const locale of locales) {
    for (const namespace of namespaces) {
      const english = texts("en", namespace);
      for (const [key, text] of texts(locale, namespace)) {
        const other = english.get(key) ?? english.get(key.replace(plural, "_other"));
        const wanted = holes(other ?? "");
        const isMet = holes(text).every((hole) => wanted.includes(hole));
        expect(isMet, `${locale}/${namespace} ${key}: ${text}`).toBe(true);
      }
    }
  }
});

test("no key that the code asks for is missing", () => {
  const missing = uses.filter(({ file, key, isPrefix }) => {
    // A file with two namespaces says which by a colon or by where the key is: it must be in one of them.
    const places = uses.filter((use) => use.file === file && use.key === key && use.isPrefix === isPrefix);
    return !places.some(
      (use) => namespaces.includes(use.namespace) && keysOf("en", use.namespace).some((known) => matches(use, known)),
    );
  });
  expect(missing.map(({ file, namespace, key }) => `${file}: ${namespace}:${key}`)).toEqual([]);
});

test("no key is there for nothing", () => {
  const unused = namespaces.flatMap((namespace) => {
    const asked = uses.filter((use) => use.namespace === namespace);
    const idle = keysOf("en", namespace).filter((key) => !asked.some((use) => matches(use, key)));
    return idle.map((key) => `${namespace}:${key}`);
  });
  expect(unused).toEqual([]);
});

test("no component holds a sentence", () => {
  const found = code
    .filter(({ file }) => file.endsWith(".tsx"))
    .flatMap(({ file, text }) => sentencesIn(text).map((sentence) => `${file}: ${sentence}`));
  expect(found).toEqual([]);
});

/** Words between tags, and words in attributes that people see or hear. */
function sentencesIn(text: string): Array<string> {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  const between = [
    ...bare.matchAll(/<\/?[A-Za-z][^<>=]*(?:="[^"]*"[^<>=]*)*>\s*([^<>{}]*[A-Za-zÀ-ÿ]{2,}[^<>{}]*?)\s*<\//g),
  ];
  const attributes = [
    ...bare.matchAll(/\s(?:aria-label|title|alt|placeholder|label|sentence)="([^"]*[A-Za-zÀ-ÿ]{2}[^"]*)"/g),
  ];
  return [...between, ...attributes]
    .map(([, words]) => (words ?? "").trim())
    .filter((words) => !/[;()=]/.test(words))
    .filter((words) => !["SHA-256", "PRACA", "Praça"].includes(words));
}

test("the search for sentences finds them", () => {
  expect(sentencesIn('<p className="x">Hello you</p>')).toEqual(["Hello you"]);
  expect(sentencesIn('<button title="Press me" />')).toEqual(["Press me"]);
  expect(sentencesIn("<p>{t('x')}</p>")).toEqual([]);
});
