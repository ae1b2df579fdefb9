// The dataset card: Markdown with the YAML front matter that dataset hubs and loaders read.
import type { Quality, Share } from "#app/features/releases/quality-report.ts";

export type CardFacts = {
  title: string;
  description: string;
  version: number;
  licence: string;
  models: ReadonlyArray<{ id: string; revision: string }>;
  payRule: string;
  barPermille: number;
  counts: Record<string, number>;
  quality: Quality;
  createdAt: Date;
  /** The page of the release. */
  url: string;
};

export function dataPath(config: string): string {
  return `data/${config}/train-00000-of-00001.jsonl`;
}

export function datasetCard(facts: CardFacts): string {
  return [frontMatter(facts), ...body(facts), ""].join("\n");
}

function frontMatter({ title, licence, counts, quality }: CardFacts): string {
  const configs = Object.keys(counts).flatMap((config) => [
    `  - config_name: ${config}`,
    ...(config === "preference" ? ["    default: true"] : []),
    `    data_files:`,
    `      - split: train`,
    `        path: ${dataPath(config)}`,
  ]);
  return [
    "---",
    `pretty_name: ${JSON.stringify(title)}`,
    `license: ${licence.toLowerCase()}`,
    "language:",
    ...Object.keys(quality.languages).map((language) => `  - ${language}`),
    "tags:",
    "  - preference",
    "  - human-feedback",
    "  - trl",
    `size_categories:`,
    `  - ${sizeCategory(counts.preference ?? 0)}`,
    "configs:",
    ...configs,
    "---",
  ].join("\n");
}

function body(facts: CardFacts): Array<string> {
  const { title, description, version, licence, counts, quality } = facts;
  return [
    `# ${title}`,
    "",
    ...(description ? [description, ""] : []),
    `Version ${version}, ${facts.createdAt.toISOString().slice(0, 10)}. Licence: ${licence}. Made on Praça: ${facts.url}`,
    "",
    "## Rows",
    "",
    "| config | columns | rows |",
    "| --- | --- | --- |",
    ...Object.entries(counts).map(([config, rows]) => `| \`${config}\` | ${columns[config] ?? ""} | ${rows} |`),
    "",
    "`prompt`, `chosen`, `rejected` and `completion` are lists of `{role, content}`; `chosen`, `rejected` and `completion` hold only the reply.",
    "There is one split, `train`. `manifest.json` holds the SHA-256 digest of every other file.",
    "",
    "## How it was made",
    "",
    `Contributors' own browsers drew several texts for each prompt with ${facts.models.map(({ id, revision }) => `\`${id}\` (revision ${revision})`).join(", ")}; each text is kept with its seed and`,
    "parameters, and a share that nobody could foresee was drawn again from that record. Other people then compared two texts of one prompt, blind:",
    "A better, B better, a tie, or both bad. A comparison is decided when the probability of one result, given the answers and how reliable each of their",
    `writers was then, reaches ${facts.barPermille / 10} %. A tie never becomes a pair, nor do two bad texts. Comparisons with a flagged text are left out.`,
    `Answers were paid under the rule \`${facts.payRule}\`.`,
    "",
    "## Quality",
    "",
    `- ${quality.tasks.closed} comparisons, ${quality.answers} answers, ${quality.contributors} contributors`,
    `- decided: ${shareText(quality.decided)}`,
    `- answers that agree with the outcome of their comparison: ${shareText(quality.agreement)}`,
    `- ties ${quality.tasks.ties}, both bad ${quality.tasks.bothBad}, undecided ${quality.tasks.undecided}, flagged ${quality.tasks.flagged}`,
    `- pairs in which the longer text was chosen: ${shareText(quality.longerChosen)}`,
    `- duplicates left out: ${quality.duplicates}`,
    "",
    "Intervals are Wilson's, at 95 %.",
    "",
    "## Privacy",
    "",
    "Contributors appear under pseudonyms that were made for this release alone. Praça's public ledger carries addresses, choices and amounts, so a reader who",
    "joins the two can still learn which answers an address gave.",
  ];
}

const columns: Record<string, string> = {
  preference: "`prompt`, `chosen`, `rejected`",
  unpaired: "`prompt`, `completion`, `label`",
  answers: "`task`, `worker`, `label`",
  provenance: "`row`, `task`, `probability`, `chosen`, `rejected`",
};

function shareText(share: Share): string {
  if (!share) return "nothing to say yet";
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return `${percent(share.share)} (${share.count} of ${share.of}; ${percent(share.low)} to ${percent(share.high)})`;
}

function sizeCategory(rows: number): string {
  if (rows < 1_000) return "n<1K";
  if (rows < 10_000) return "1K<n<10K";
  if (rows < 100_000) return "10K<n<100K";
  return "100K<n<1M";
}
