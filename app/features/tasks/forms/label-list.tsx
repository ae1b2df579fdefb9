import clsx from "clsx";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { ActionKey, KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";
import { foundLabels, type ListedLabel, mostInFull, mostWithKeys } from "#app/features/tasks/forms/label-tree.ts";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

type LabelListProps = {
  labels: ReadonlyArray<ListedLabel>;
  chosen: ReadonlyArray<string>;
  /** Words are selected, and the next label is put on them. */
  isMarking: boolean;
  isMultiple: boolean;
  onChoose: (label: string) => void;
};

const numbers = [
  ...(["number-1", "number-2", "number-3", "number-4", "number-5"] as const),
  ...(["number-6", "number-7", "number-8", "number-9"] as const),
];

/** The labels, the first nine by number; many are searched by what is typed. */
export function LabelList({ labels, chosen, isMarking, isMultiple, onChoose }: LabelListProps) {
  const { t } = useTranslation("tasks");
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const isSearched = labels.length > mostWithKeys;
  const shown = foundLabels(labels, typed);

  const choices = numbers.map((number, index) => {
    const label = shown[index];
    return [number, label && (() => choose(label.id))] as const;
  });
  useActionKeys({
    ...Object.fromEntries(choices),
    "label-search": isSearched ? () => field.current?.focus() : undefined,
  });
  function choose(label: string): void {
    onChoose(label);
    setTyped("");
  }
  function onKeyDown(event: KeyboardEvent): void {
    const [first] = shown;
    if (event.key === "Escape") field.current?.blur();
    if (event.key !== "Enter" || !first || typed === "" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    choose(first.id);
  }

  return (
    <section aria-label={t("label.labels")} className="grid min-w-0 content-start gap-2">
      <p className="text-13 text-muted">
        {isMarking ? t("label.putOn") : t(isMultiple ? "label.chooseSome" : "label.chooseOne")}
      </p>
      {isSearched && (
        <div className="flex items-center gap-2">
          <input
            ref={field}
            type="search"
            value={typed}
            aria-label={t("label.search")}
            placeholder={t("label.search")}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={onKeyDown}
            className={fieldLook}
          />
          <ActionKey does="label-search" />
        </div>
      )}
      {isSearched && typed !== "" && (
        <p role="status" className="text-13 text-muted">
          {t("label.found", { count: shown.length, first: shown[0]?.title ?? "" })}
        </p>
      )}
      <ul className={clsx("grid gap-1 p-0.5", labels.length > mostInFull && "max-h-[60dvh] overflow-y-auto")}>
        {shown.map((label, index) => (
          <li key={label.id} className={clsx("grid", label.isChild && typed === "" && "pl-5")}>
            <LabelButton label={label} number={numbers[index]} isChosen={chosen.includes(label.id)} onChoose={choose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const chosenLook = "aria-pressed:border-accent aria-pressed:bg-accent/10 aria-pressed:text-accent";

type LabelButtonProps = {
  label: ListedLabel;
  number: (typeof numbers)[number] | undefined;
  isChosen: boolean;
  onChoose: (label: string) => void;
};

function LabelButton({ label, number, isChosen, onChoose }: LabelButtonProps) {
  const rest = { className: chosenLook, "aria-pressed": isChosen, onClick: () => onChoose(label.id) };
  const words = <span className="min-w-0 flex-1 text-start [overflow-wrap:anywhere]">{label.title}</span>;
  // Behind the ninth there is no key for it, only the search.
  return number ? (
    <KeyedButton does={number} {...rest}>
      {words}
    </KeyedButton>
  ) : (
    <Button {...rest}>{words}</Button>
  );
}
