import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Amount } from "#app/components/amount.tsx";
import type { AuditProblem } from "#app/features/payouts/audit-report.ts";
import type { FileProblem } from "#app/features/payouts/recompute.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** Says what does not agree, and where. */
export function ProblemText({ problem }: { problem: AuditProblem }) {
  const { t } = useTranslation("audit");
  switch (problem.kind) {
    case "file":
      return <FileProblemText problem={problem.problem} />;
    case "leaves":
      return (
        <ul className="grid gap-2">
          {problem.differences.map(({ address, publishedWei, recomputedWei }) => (
            <li key={address} className="flex flex-wrap items-center gap-2">
              <Address address={address} />
              <span>
                {t("problem.leaf")} <Amount wei={publishedWei - recomputedWei} isSigned />
              </span>
            </li>
          ))}
        </ul>
      );
    case "total":
    case "root":
      return <Two text={t(`problem.${problem.kind}`)} recomputed={problem.recomputed} onChain={problem.onChain} />;
    case "digest":
      return (
        <Two
          text={t("problem.digest", { n: problem.epoch })}
          recomputed={problem.recomputed}
          onChain={problem.onChain}
        />
      );
    case "not-proposed":
      return <p>{t("problem.not-proposed")}</p>;
    default:
      return assertNever(problem);
  }
}

function FileProblemText({ problem }: { problem: FileProblem }) {
  const { t } = useTranslation("audit");
  switch (problem.kind) {
    case "not-json":
    case "not-an-entry":
    case "repeated":
      return <p>{t(`problem.${problem.kind}`, { line: problem.line, n: problem.epoch })}</p>;
    case "not-zero":
      return (
        <p>
          {t("problem.not-zero", { line: problem.line, n: problem.epoch, entry: problem.entryId })}{" "}
          <Amount wei={problem.sumWei} isSigned />
        </p>
      );
    case "overdrawn":
      return (
        <p>
          {t("problem.overdrawn", { account: problem.account, n: problem.epoch })} <Amount wei={problem.balanceWei} />
        </p>
      );
    case "claims-line":
      return <p>{t("problem.claims-line", { line: problem.line })}</p>;
    default:
      return assertNever(problem);
  }
}

function Two({ text, recomputed, onChain }: { text: string; recomputed: string; onChain: string }) {
  const { t } = useTranslation("audit");
  return (
    <div className="grid gap-1">
      <p>{text}</p>
      <dl className="grid gap-1">
        <dt className="text-13">{t("problem.recomputed")}</dt>
        <dd className="font-mono text-13 break-all">{recomputed}</dd>
        <dt className="text-13">{t("problem.on-chain")}</dt>
        <dd className="font-mono text-13 break-all">{onChain}</dd>
      </dl>
    </div>
  );
}
