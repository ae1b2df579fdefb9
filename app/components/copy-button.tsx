import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckIcon, CopyIcon } from "#app/components/icons.tsx";

/** Copies `text`, and says so for two seconds. `what` completes the accessible name: "Copy address". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { t } = useTranslation("site");
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const label = isCopied ? t("copy.done") : t("copy.do", { what });
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
    >
      {isCopied ? <CheckIcon className="size-4 text-good" /> : <CopyIcon className="size-4" />}
    </button>
  );
}
