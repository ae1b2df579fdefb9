// The demo wallet's own window: who to be, and whether to sign. It stands for the window of a real wallet's extension.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Button } from "#app/components/button.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { Stones } from "#app/components/stones.tsx";
import {
  type DemoCandidate,
  type DemoQuestion,
  type DemoSubject,
  firstDemoQuestion,
  watchDemoQuestions,
} from "#app/features/auth/demo-questions.client.ts";
import { announceDemoWallet } from "#app/features/auth/demo-wallet.client.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";

export function DemoWalletWindow({ chain }: { chain: SiteChain }) {
  const { t } = useTranslation("auth");
  const name = t("demo.name");
  useEffect(() => announceDemoWallet(name, chain), [name, chain]);
  const question = useSyncExternalStore(watchDemoQuestions, firstDemoQuestion);
  return question && <QuestionWindow key={question.id} question={question} />;
}

function QuestionWindow({ question }: { question: DemoQuestion }) {
  const { t } = useTranslation("auth");
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  const { subject, answer } = question;
  return (
    <dialog
      ref={ref}
      aria-labelledby="demo-wallet-title"
      onClose={() => answer(null)}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-card border border-line bg-surface p-0 text-ink shadow-float"
    >
      <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
        <h2 id="demo-wallet-title" className="text-17">
          {t(`demo.ask.${subject.kind}`)}
        </h2>
        <StateBadge tone="warn">{t("demo.badge")}</StateBadge>
      </div>
      <div className="grid max-h-[70dvh] gap-4 overflow-y-auto px-5 py-4">
        {subject.kind === "person" ? (
          <PersonChoice subject={subject} onChoose={answer} />
        ) : (
          <>
            <Signer signer={subject.signer} />
            <Signed subject={subject} />
          </>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => answer(null)}>{t("demo.refuse")}</Button>
          {subject.kind !== "person" && (
            <Button variant="primary" onClick={() => answer(true)}>
              {subject.kind === "transaction" ? t("demo.send") : t("demo.sign")}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  );
}

type PersonChoiceProps = { subject: Extract<DemoSubject, { kind: "person" }>; onChoose: (who: DemoCandidate) => void };

function PersonChoice({ subject, onChoose }: PersonChoiceProps) {
  const { t } = useTranslation("auth");
  return (
    <>
      <p className="text-muted">{t("demo.who")}</p>
      <ul className="grid gap-2">
        {subject.candidates.map((candidate) => (
          <li key={candidate.person.id}>
            <button
              type="button"
              aria-current={candidate.address === subject.current?.address}
              onClick={() => onChoose(candidate)}
              className="flex min-h-12 w-full items-center gap-3 rounded-control border border-line px-3 py-1.5 text-left hover:border-muted aria-[current=true]:border-accent"
            >
              <Stones address={candidate.address} className="size-7" />
              <span className="grow font-medium">{t(`demo.person.${candidate.person.id}`)}</span>
              <span className="text-13 text-muted">{t(`demo.role.${candidate.person.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Signer({ signer }: { signer: DemoCandidate }) {
  const { t } = useTranslation("auth");
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{t("demo.as", { name: t(`demo.person.${signer.person.id}`) })}</span>
      <Address address={signer.address} canCopy={false} />
    </p>
  );
}

function Signed({ subject }: { subject: Exclude<DemoSubject, { kind: "person" }> }) {
  const { t } = useTranslation("auth");
  if (subject.kind === "message") {
    return (
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-control bg-sunken p-3 font-mono text-13 whitespace-pre-wrap"
      >
        {subject.text}
      </pre>
    );
  }
  const contract = subject.kind === "transaction" ? subject.to : subject.contract;
  return (
    <div className="grid gap-2 rounded-control bg-sunken p-3 text-13">
      <p className="font-mono font-semibold">{subject.kind === "transaction" ? subject.call : subject.primaryType}</p>
      <dl className="grid gap-1.5">
        <div>
          <dt className="text-muted">{t("demo.contract")}</dt>
          <dd className="font-mono break-all">{contract}</dd>
        </div>
        {subject.fields.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
