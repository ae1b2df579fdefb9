import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { localDecimal } from "#app/lib/i18n-number.ts";
import { exactTokens, shortTokens, tokenSymbol } from "#app/lib/money.ts";

type AmountProps = {
  /** Smallest units, as a bigint or as the decimal string of JSON. */
  wei: bigint | string;
  /** A plus before a positive amount, for what was just earned. */
  isSigned?: boolean;
  className?: string;
};

/** An amount with its symbol in at most six significant digits; every digit on hover and for assistive technology. */
export function Amount({ wei, isSigned = false, className }: AmountProps) {
  const { t, i18n } = useTranslation("site");
  const amount = BigInt(wei);
  const sign = isSigned && amount > 0n ? "+" : "";
  const cut = shortTokens(amount);
  const digits = localDecimal(cut.replace("<", ""), i18n.language);
  const short = cut.includes("<") ? t("amount.under", { amount: digits }) : `${sign}${digits}`;
  const exact = `${sign}${localDecimal(exactTokens(amount), i18n.language)}`;
  const title = `${exact} ${tokenSymbol}`;
  return (
    <span className={clsx("whitespace-nowrap tabular-nums", className)} title={title}>
      {short === exact ? (
        title
      ) : (
        <>
          <span aria-hidden="true">{`${short} ${tokenSymbol}`}</span>
          <span className="sr-only">{title}</span>
        </>
      )}
    </span>
  );
}
