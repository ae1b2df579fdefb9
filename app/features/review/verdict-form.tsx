import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import { useKeyDown } from "#app/components/use-key-down.tsx";
import { leastReasonLength, mostReasonLength, type VerdictChoice } from "#app/features/review/api.ts";

type VerdictFormProps = { isBusy: boolean; onVerdict: (verdict: VerdictChoice, reason: string) => void };

const keys: Record<string, VerdictChoice> = { u: "uphold", o: "overturn", n: "unclear" };

/** Uphold, overturn or unclear, by button or by key; the last two want a reason that the contributor can learn from. */
export function VerdictForm({ isBusy, onVerdict }: VerdictFormProps) {
  const { t } = useTranslation("review");
  const [reason, setReason] = useState("");
  const [isReasonMissing, setReasonMissing] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);

  function give(verdict: VerdictChoice): void {
    const said = reason.trim();
    if (isBusy) return;
    if (verdict !== "uphold" && said.length < leastReasonLength) {
      setReasonMissing(true);
      reasonField.current?.focus();
      return;
    }
    onVerdict(verdict, said);
  }

  useKeyDown((event) => {
    const isTyping =
      event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
    const verdict = keys[event.key.toLowerCase()];
    if (!verdict || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    give(verdict);
  });

  return (
    <div className="grid gap-4">
      <Field
        label={t("form.reason")}
        note={t("form.note", { count: leastReasonLength })}
        error={isReasonMissing ? t("form.missing", { count: leastReasonLength }) : undefined}
      >
        {(parts) => (
          <textarea
            {...parts}
            ref={reasonField}
            rows={3}
            maxLength={mostReasonLength}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              setReasonMissing(false);
            }}
            className={fieldLook}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-3">
        <Button variant="plain" size="large" hint="U" disabled={isBusy} onClick={() => give("uphold")}>
          {t("form.uphold")}
        </Button>
        <Button variant="plain" size="large" hint="O" disabled={isBusy} onClick={() => give("overturn")}>
          {t("form.overturn")}
        </Button>
        <Button variant="plain" size="large" hint="N" disabled={isBusy} onClick={() => give("unclear")}>
          {t("form.unclear")}
        </Button>
      </div>
      <p className="text-13 text-muted">{isBusy ? t("form.signing") : t("form.meaning")}</p>
    </div>
  );
}
