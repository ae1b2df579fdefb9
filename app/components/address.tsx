import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { CopyButton } from "#app/components/copy-button.tsx";
import { Stones } from "#app/components/stones.tsx";

type AddressProps = { address: string; className?: string; canCopy?: boolean };

/** An address, shortened in the middle, with its stones and a copy button; the whole of it on hover. */
export function Address({ address, className, canCopy = true }: AddressProps) {
  const { t } = useTranslation("site");
  return (
    <span className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <Stones address={address} />
      <span className="font-mono text-13" title={address}>
        {shortened(address)}
      </span>
      {canCopy && <CopyButton text={address} what={t("copy.address")} />}
    </span>
  );
}

/** A digest, a root or a transaction: shortened like an address, without stones. */
export function Digest({ value, className }: { value: string; className?: string }) {
  const { t } = useTranslation("site");
  return (
    <span className={clsx("inline-flex items-center gap-1 whitespace-nowrap", className)}>
      <span className="font-mono text-13" title={value}>
        {shortened(value)}
      </span>
      <CopyButton text={value} what={t("copy.value")} />
    </span>
  );
}

function shortened(text: string): string {
  return text.length <= 14 ? text : `${text.slice(0, 6)}…${text.slice(-4)}`;
}
