import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { ImportReport } from "#app/features/campaigns/import/import-report.ts";
import { localCount } from "#app/lib/i18n-number.ts";

const shownLines = 20;

/** What became of a file's lines; the bad ones by number and reason, and as a file to work through. */
export function ImportOutcome({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation("campaigns");
  const { added, duplicates, rejected, rejectedCount } = report;
  const local = (count: number) => localCount(count, i18n.language);
  const hidden = rejectedCount - Math.min(rejected.length, shownLines);
  return (
    <div className="grid gap-3">
      <p role="status" className="font-medium">
        {t("import.done", { added: local(added), duplicates: local(duplicates), rejected: local(rejectedCount) })}
      </p>
      {rejectedCount > 0 && (
        <>
          <div className="overflow-x-auto">
            <table className="w-full text-13">
              <caption className="pb-1 text-left text-muted">{t("import.bad.title")}</caption>
              <thead>
                <tr className="border-b border-line text-left">
                  <th className="py-1 pr-4 font-medium">{t("import.bad.line")}</th>
                  <th className="py-1 font-medium">{t("import.bad.why")}</th>
                </tr>
              </thead>
              <tbody>
                {rejected.slice(0, shownLines).map(({ line, code }) => (
                  <tr key={line} className="border-b border-line">
                    <td className="py-1 pr-4 tabular-nums">{local(line)}</td>
                    <td className="py-1">{t(`import.code.${code}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button onClick={() => download(rejected)}>{t("import.bad.download")}</Button>
            {hidden > 0 && <span className="text-13 text-muted">{t("import.bad.more", { count: hidden })}</span>}
          </div>
        </>
      )}
    </div>
  );
}

/** Numbers and codes only: nothing of the file's own that a spreadsheet could run. */
function download(rejected: ImportReport["rejected"]): void {
  const lines = ["line,code", ...rejected.map(({ line, code }) => `${line},${code}`)];
  const url = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "bad-lines.csv";
  link.click();
  URL.revokeObjectURL(url);
}
