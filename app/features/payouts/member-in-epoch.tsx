import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Address, Digest } from "#app/components/address.tsx";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { MemberInEpoch as Found } from "#app/features/payouts/audited-epoch.ts";

/** Search an address: its leaf, the proof and the entries behind it. */
export function MemberInEpoch({ searched, found }: { searched: string; found: Found | null }) {
  const { t } = useTranslation("audit");
  const problem = found && !found.ok ? t(`search.${found.why}`) : undefined;
  return (
    <Card title={t("search.title")}>
      <Form method="get" className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-start">
        <Field label={t("search.label")} error={problem}>
          {(parts) => (
            <input
              {...parts}
              name="address"
              type="search"
              defaultValue={searched}
              spellCheck={false}
              placeholder="0x…"
              className={`${fieldLook} font-mono`}
            />
          )}
        </Field>
        <Button type="submit" className="sm:mt-6">
          {t("search.go")}
        </Button>
      </Form>
      {found?.ok && <Leaf found={found} />}
    </Card>
  );
}

function Leaf({ found }: { found: Extract<Found, { ok: true }> }) {
  const { t } = useTranslation("audit");
  return (
    <div className="mt-4 grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Address address={found.address} />
        {found.cumulativeWei === null ? (
          <span className="text-muted">{t("search.no-leaf")}</span>
        ) : (
          <span>
            {t("search.leaf")} <Amount wei={found.cumulativeWei} />
          </span>
        )}
      </p>
      {found.proof.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-13 text-muted">{t("search.proof")}</span>
          {found.proof.map((node) => (
            <Digest key={node} value={node} />
          ))}
        </div>
      )}
      <p className="text-13 text-muted">{t("search.entries", { count: found.entries.length })}</p>
      <ul className="grid gap-1 text-13">
        {found.entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line py-1">
            <Moment at={entry.at} />
            <span>{t(`kind.${entry.kind}`)}</span>
            {entry.reviewWei !== 0n && (
              <span>
                {t("search.review")} <Amount wei={entry.reviewWei} isSigned />
              </span>
            )}
            {entry.grantedWei !== 0n && (
              <span>
                {t("search.granted")} <Amount wei={entry.grantedWei} isSigned />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
