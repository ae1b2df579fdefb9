import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import type { ReviewLease } from "#app/features/review/api.ts";

/** The work to be judged and the rules it was done under. Never whose it is. */
export function ReviewSubject({ lease }: { lease: ReviewLease }) {
  const { t } = useTranslation("review");
  return (
    <div className="grid gap-4">
      <Card title={t("subject.prompt")} action={<StateBadge tone="accent">{t(`subject.${lease.subject}`)}</StateBadge>}>
        {lease.prompt.messages.map((message) => (
          <p key={message.role + message.content} className="text-17 whitespace-pre-wrap">
            {message.content}
          </p>
        ))}
      </Card>
      <div className={lease.samples.length > 1 ? "grid gap-4 sm:grid-cols-2" : "grid gap-4"}>
        {lease.samples.map((sample, index) => (
          <Card
            key={sample.id}
            title={lease.samples.length > 1 ? t(`subject.side.${index === 0 ? "a" : "b"}`) : t("subject.text")}
          >
            <p className="max-w-prose rounded-control bg-sunken p-3 text-17 whitespace-pre-wrap">{sample.text}</p>
          </Card>
        ))}
      </div>
      {lease.choice && (
        <p className="text-17">
          {t("subject.given")} <strong>{t(`subject.choice.${lease.choice}`)}</strong>
        </p>
      )}
      <details className="rounded-card border border-line bg-surface p-4">
        <summary className="cursor-pointer font-semibold">{t("subject.guidelines")}</summary>
        <p className="mt-3 max-w-prose whitespace-pre-wrap">{lease.guidelines}</p>
        <p className="mt-3 text-13 text-muted">{t("subject.rule", { rule: lease.payRule })}</p>
      </details>
    </div>
  );
}
