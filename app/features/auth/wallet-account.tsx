import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { SignedIn } from "#app/features/auth/signed-in.ts";
import type { WalletNotice } from "#app/features/auth/wallet-connect.tsx";
import { demoRdns, rememberedWallet } from "#app/features/auth/wallets.client.ts";

type WalletAccountProps = { member: SignedIn; onLeave: (why: WalletNotice | null) => Promise<void> };

/** Who is signed in, as what, until when, and the way out. */
export function WalletAccount({ member, onLeave }: WalletAccountProps) {
  const { t } = useTranslation("auth");
  const [isLeaving, setLeaving] = useState(false);
  const [didFail, setFailed] = useState(false);
  const isDemo = rememberedWallet()?.rdns === demoRdns;

  async function leave(why: WalletNotice | null): Promise<void> {
    setLeaving(true);
    setFailed(false);
    await onLeave(why).catch(() => setFailed(true));
    setLeaving(false);
  }

  return (
    <div className="grid gap-5">
      <dl className="grid gap-4">
        <div>
          <dt className="text-13 text-muted">{t("account.address")}</dt>
          <dd>
            <Address address={member.address} />
          </dd>
        </div>
        <div>
          <dt className="text-13 text-muted">{t("account.roles")}</dt>
          <dd>{[t("role.member"), ...member.roles.map((role) => t(`role.${role}`))].join(", ")}</dd>
        </div>
        <div>
          <dt className="text-13 text-muted">{t("account.until")}</dt>
          <dd>
            <Moment at={member.expiresAt} />
          </dd>
        </div>
      </dl>
      {didFail && <ErrorMessage title={t("account.stillSignedIn")} />}
      <div className="flex flex-wrap gap-2">
        {isDemo && (
          <Button disabled={isLeaving} onClick={() => void leave("switch")}>
            {t("account.switch")}
          </Button>
        )}
        <Button disabled={isLeaving} onClick={() => void leave(null)}>
          {t("account.signOut")}
        </Button>
      </div>
      <p className="text-13 text-muted">{t("account.ends")}</p>
    </div>
  );
}
