import { useTranslation } from "react-i18next";
import type { GeneratorState } from "#app/features/generation/run/generator-state.ts";

type Noted = Pick<
  GeneratorState,
  "tab" | "elsewhere" | "restart" | "retryAt" | "isAwake" | "isStored" | "isStoreWorking" | "phase"
>;

/** What is good to know beside the status: nothing here asks for anything. */
export function GeneratorNotes({ state }: { state: Noted }) {
  const { t, i18n } = useTranslation("generation");
  const { tab, elsewhere, restart, retryAt, isAwake, isStored, isStoreWorking, phase } = state;
  const isRunning = phase !== "idle" && phase !== "failed";
  const time = (at: number) => new Intl.DateTimeFormat(i18n.language, { timeStyle: "medium" }).format(at);
  const notes = [
    retryAt !== null && t("note.retryAt", { time: time(retryAt) }),
    isRunning && restart && t("note.restarted", { what: t(`failure.title.${restart.failure.reason}`) }),
    tab === "was-frozen" && t("note.was-frozen"),
    isRunning && tab === "hidden" && t("note.hidden"),
    isRunning && elsewhere > 0 && t("note.elsewhere", { count: elsewhere }),
    isRunning && isStored === false && t("note.notStored"),
    !isStoreWorking && t("note.notKept"),
    isRunning && isAwake && t("note.awake"),
  ].filter((note) => typeof note === "string");
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-1 text-13 text-muted">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
