import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { useKeys } from "#app/features/tasks/judge/use-keys.tsx";

type ReasonSheetProps<Reason extends string> = {
  isOpen: boolean;
  title: string;
  sentence: string;
  reasons: ReadonlyArray<{ reason: Reason; label: string }>;
  onChoose: (reason: Reason) => void;
  onClose: () => void;
};

/** One reason out of a few, by its button or its number. */
export function ReasonSheet<Reason extends string>(props: ReasonSheetProps<Reason>) {
  const { isOpen, title, sentence, reasons, onChoose, onClose } = props;
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={title}>
      <p className="mb-4 text-muted">{sentence}</p>
      <Reasons reasons={reasons} onChoose={onChoose} />
    </Sheet>
  );
}

function Reasons<Reason extends string>({ reasons, onChoose }: Pick<ReasonSheetProps<Reason>, "reasons" | "onChoose">) {
  const { t } = useTranslation("tasks");
  useKeys(Object.fromEntries(reasons.map(({ reason }, index) => [String(index + 1), () => onChoose(reason)])), true);
  return (
    <ul className="grid gap-2" aria-label={t("reasons")}>
      {reasons.map(({ reason, label }, index) => (
        <li key={reason} className="grid">
          <Button className="justify-between" hint={String(index + 1)} onClick={() => onChoose(reason)}>
            {label}
          </Button>
        </li>
      ))}
    </ul>
  );
}
