import clsx from "clsx";
import { useTranslation } from "react-i18next";

/** Holds the place of what loads, in its height (`className`), and shows only when that takes longer than 150 ms. */
export function Skeleton({ className }: { className: string }) {
  const { t } = useTranslation("site");
  return (
    <div role="status" className={clsx("skeleton", className)}>
      <span className="sr-only">{t("loading")}</span>
    </div>
  );
}
