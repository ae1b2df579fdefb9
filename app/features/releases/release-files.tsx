import { useTranslation } from "react-i18next";
import { Digest } from "#app/components/address.tsx";
import { buttonLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { DownloadIcon } from "#app/components/icons.tsx";
import type { ReleaseFileView } from "#app/features/releases/api.ts";
import { configOf, ordered } from "#app/features/releases/file-order.ts";
import { localBytes } from "#app/lib/i18n-number.ts";

type FilesProps = { releaseId: string; files: ReadonlyArray<ReleaseFileView> };

/** Every file with its size, rows and digest; the preference rows are what most people come for. */
export function ReleaseFiles({ releaseId, files }: FilesProps) {
  const { t, i18n } = useTranslation("releases");
  return (
    <Card title={t("files.title")}>
      <p className="mb-3 text-13 text-muted">{t("files.free")}</p>
      <ul className="grid gap-4">
        {ordered(files).map(({ path, bytes, sha256, rows }) => {
          const name = configOf(path) ?? path;
          return (
            <li
              key={path}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-t border-line pt-3"
            >
              <div className="grid min-w-0">
                <span className="font-mono text-13 font-medium" title={path}>
                  {name}
                </span>
                <span className="text-13 text-muted">
                  {rows !== null && `${t("files.rows", { count: rows })} · `}
                  {localBytes(bytes, i18n.language)}
                </span>
                <span className="text-13 text-muted">
                  SHA-256 <Digest value={sha256} />
                </span>
              </div>
              <a
                href={`/api/v1/releases/${releaseId}/files/${path}`}
                download={rows !== null}
                aria-label={t("files.exportNamed", { name })}
                className={buttonLook(configOf(path) === "preference" ? "primary" : "plain")}
              >
                <DownloadIcon className="size-4" />
                {rows === null ? t("files.open") : t("files.export")}
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
