import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { Skeleton } from "#app/components/skeleton.tsx";
import type { ReviewLease, VerdictChoice } from "#app/features/review/api.ts";
import { leaseNextAudit, ReviewRefused, type Signing, signVerdict } from "#app/features/review/review.client.ts";
import { ReviewSubject } from "#app/features/review/review-subject.tsx";
import { VerdictForm } from "#app/features/review/verdict-form.tsx";

type Desk =
  | { state: "loading" }
  | { state: "empty" }
  | { state: "failed"; code: string }
  | { state: "judging"; lease: ReviewLease; problem: string | null; isSigning: boolean };

/** One audit at a time: shown blind, judged, signed; the next one follows. */
export function ReviewDesk({ signing }: { signing: Signing }) {
  const { t } = useTranslation("review");
  const [desk, setDesk] = useState<Desk>({ state: "loading" });
  const [done, setDone] = useState(0);
  const { revalidate } = useRevalidator();

  const takeNext = useCallback(async () => {
    setDesk({ state: "loading" });
    try {
      const lease = await leaseNextAudit();
      setDesk(lease ? { state: "judging", lease, problem: null, isSigning: false } : { state: "empty" });
    } catch (error) {
      setDesk({ state: "failed", code: codeOf(error) });
    }
  }, []);

  useEffect(() => {
    void takeNext();
  }, [takeNext]);

  /** How many wait stands above the desk. */
  async function goOn(): Promise<void> {
    await takeNext();
    revalidate();
  }

  async function judge(lease: ReviewLease, verdict: VerdictChoice, reason: string): Promise<void> {
    setDesk({ state: "judging", lease, problem: null, isSigning: true });
    try {
      await signVerdict({ lease, verdict, reason }, signing);
      setDone((count) => count + 1);
      await goOn();
    } catch (error) {
      setDesk({ state: "judging", lease, problem: codeOf(error), isSigning: false });
    }
  }

  const next = <Button onClick={() => void goOn()}>{t("desk.again")}</Button>;
  if (desk.state === "loading") return <Skeleton className="h-80" />;
  if (desk.state === "failed") return <ErrorMessage title={t(`problem.${desk.code}`)} action={next} />;
  const tally = (
    <p className="text-13 text-muted" aria-live="polite">
      {t("desk.done", { count: done })}
    </p>
  );
  if (desk.state === "empty") {
    return (
      <div className="grid gap-6">
        <EmptyState title={t("empty.title")} action={next}>
          {t("empty.body")}
        </EmptyState>
        {done > 0 && tally}
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      <ReviewSubject work={desk.lease} />
      <VerdictForm
        key={desk.lease.id}
        isBusy={desk.isSigning}
        onVerdict={(verdict, reason) => void judge(desk.lease, verdict, reason)}
      />
      {desk.problem && (
        <ErrorMessage title={t(`problem.${desk.problem}`)} action={next}>
          {t("desk.kept")}
        </ErrorMessage>
      )}
      {tally}
    </div>
  );
}

const sayable = ["lease-expired", "signature-invalid", "audit-ended", "offline", "rate-limited", "invalid-request"];

function codeOf(error: unknown): string {
  if (!(error instanceof ReviewRefused)) return "wallet";
  return sayable.includes(error.code) ? error.code : "unknown";
}
