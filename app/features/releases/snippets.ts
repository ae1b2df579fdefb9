export type Snippet = { tool: string; code: string };

/** Lines to paste: each reads the preference rows from where they lie. */
export function snippets(url: string): Array<Snippet> {
  return [
    {
      tool: "datasets",
      code: `from datasets import load_dataset\n\nrows = load_dataset("json", data_files="${url}", split="train")`,
    },
    {
      tool: "TRL",
      code: [
        "from datasets import load_dataset",
        "from trl import DPOConfig, DPOTrainer",
        "",
        `rows = load_dataset("json", data_files="${url}", split="train")`,
        'trainer = DPOTrainer(model="Qwen/Qwen3-0.6B", args=DPOConfig(output_dir="dpo"), train_dataset=rows)',
        "trainer.train()",
      ].join("\n"),
    },
    { tool: "pandas", code: `import pandas as pd\n\nrows = pd.read_json("${url}", lines=True)` },
    { tool: "DuckDB", code: `select * from read_json('${url}', format = 'newline_delimited');` },
  ];
}
