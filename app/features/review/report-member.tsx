import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { sendReport } from "#app/features/review/report.client.ts";
import { memberReasons, mostReportNote } from "#app/features/review/report.ts";

/** Brings a member to the reviewers' notice; it never touches their pay by itself, and says so. */
export function ReportMember({ address }: { address: string }) {
  const { t } = useTranslation("review");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t("report.do")}
      </Button>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t("report.memberTitle")}>
        <ReportForm address={address} />
      </Sheet>
    </>
  );
}

function ReportForm({ address }: { address: string }) {
  const { t } = useTranslation("review");
  const [state, setState] = useState<"open" | "sending" | "sent" | "failed">("open");

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const reason = memberReasons.find((code) => code === fields.get("reason")) ?? "other";
    setState("sending");
    const isSent = await sendReport({
      subject: "member",
      ref: address,
      reason,
      note: String(fields.get("note") ?? ""),
    });
    setState(isSent ? "sent" : "failed");
  }

  if (state === "sent") return <p role="status">{t("report.sent")}</p>;
  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-4">
      <Address address={address} />
      <p className="text-muted">{t("report.memberWhat")}</p>
      <Field label={t("report.why")}>
        {(parts) => (
          <select {...parts} name="reason" className={fieldLook}>
            {memberReasons.map((code) => (
              <option key={code} value={code}>
                {t(`report.code.${code}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t("report.note")} error={state === "failed" ? t("report.failed") : undefined}>
        {(parts) => <textarea {...parts} name="note" rows={3} maxLength={mostReportNote} className={fieldLook} />}
      </Field>
      <div>
        <Button type="submit" variant="primary" disabled={state === "sending"}>
          {t("report.send")}
        </Button>
      </div>
    </form>
  );
}
