import { useRevalidator } from "@remix-run/react";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import { type ImportResult, sendFile } from "#app/features/campaigns/import/import.client.ts";
import { ImportOutcome } from "#app/features/campaigns/import/import-outcome.tsx";
import { localBytes } from "#app/lib/i18n-number.ts";

type ImportPanelProps = { campaignId: string; what: "prompts" | "gold"; children?: ReactNode };
type Progress =
  | { at: "rest" }
  | { at: "sending"; sentBytes: number; sizeBytes: number }
  | { at: "done"; result: ImportResult };

/** A file of prompts or of known-answer tasks: chosen, sent with a bar that can be stopped, and what became of its lines. */
export function ImportPanel({ campaignId, what, children }: ImportPanelProps) {
  const { t } = useTranslation("campaigns");
  const [progress, setProgress] = useState<Progress>({ at: "rest" });
  const [file, setFile] = useState<File | null>(null);
  const stop = useRef<AbortController | null>(null);
  const { revalidate } = useRevalidator();
  const inputId = useId();

  async function send(chosen: File): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    const onSent = (sentBytes: number) => setProgress({ at: "sending", sentBytes, sizeBytes: chosen.size });
    onSent(0);
    const url = `/api/v1/campaigns/${campaignId}/${what}`;
    const result = await sendFile({ url, file: chosen, signal: controller.signal, onSent });
    setProgress({ at: "done", result });
    revalidate();
  }
  const isSending = progress.at === "sending";
  return (
    <Card title={t(`import.${what}.title`)}>
      <p className="mb-3 text-muted">{t(`import.${what}.what`)}</p>
      {children}
      <details className="mb-3 text-13">
        <summary className="cursor-pointer py-1 font-medium">{t("import.format")}</summary>
        <pre className="mt-2 overflow-x-auto rounded-card bg-sunken p-3 font-mono">{examples[what]}</pre>
        <p className="mt-2 text-muted">{t("import.limits")}</p>
      </details>
      <div className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor={inputId} className="text-13 font-medium">
            {t(`import.${what}.file`)}
          </label>
          <input
            id={inputId}
            type="file"
            accept=".jsonl,.ndjson,.json,.csv,.tsv,.txt"
            disabled={isSending}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            className={fieldLook}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button disabled={!file || isSending} onClick={() => file && void send(file)}>
            {t(`import.${what}.start`)}
          </Button>
          {isSending && <Button onClick={() => stop.current?.abort()}>{t("import.stop")}</Button>}
        </div>
        {isSending && <Sending {...progress} />}
        {progress.at === "done" && !progress.result.ok && (
          <ErrorMessage title={t(`import.refused.${progress.result.why}`)}>{t("import.kept")}</ErrorMessage>
        )}
        {progress.at === "done" && progress.result.ok && <ImportOutcome report={progress.result.report} />}
      </div>
    </Card>
  );
}

function Sending({ sentBytes, sizeBytes }: { sentBytes: number; sizeBytes: number }) {
  const { t, i18n } = useTranslation("campaigns");
  const [sent, size] = [sentBytes, sizeBytes].map((bytes) => localBytes(bytes, i18n.language));
  const isSent = sentBytes >= sizeBytes && sizeBytes > 0;
  return (
    <ProgressBar
      label={t(isSent ? "import.reading" : "import.sending")}
      value={sentBytes}
      max={sizeBytes}
      text={t("import.sent", { sent, size })}
    />
  );
}

const examples = {
  prompts: `{"prompt":"What should I pack for two rainy days?","language":"en"}
{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"…"}]}

prompt,language
"What should I pack for two rainy days?",en`,
  gold: `{"kind":"prefer","prompt":"2 + 2?","texts":["4","5"],"outcome":{"choice":"a"}}
{"kind":"rank","prompt":"…","texts":["…","…"],"outcome":{"tiers":[["1"],["0"]]}}
{"kind":"label","prompt":"…","texts":["…"],"outcome":{"labels":["fine"]},
 "purpose":"qualification","explanation":"…"}`,
};
