import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlagReason, TaskLease } from "#app/features/tasks/api.ts";
import { answerOf, type Draft, type DraftProblem, type TaskAnswer } from "#app/features/tasks/forms/draft.ts";
import { KindForm } from "#app/features/tasks/forms/kind-form.tsx";
import { JudgeBar, type JudgeSheet } from "#app/features/tasks/judge/judge-bar.tsx";
import type { NoticeCode } from "#app/features/tasks/judge/judge-desk.ts";
import { readBegun } from "#app/features/tasks/judge/judge-memory.client.ts";
import { JudgeNotice } from "#app/features/tasks/judge/judge-notice.tsx";
import { useDraft } from "#app/features/tasks/judge/use-draft.tsx";
import { useDwell } from "#app/features/tasks/judge/use-dwell.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

type JudgeTaskProps = {
  address: string;
  lease: TaskLease;
  /** The answer that is being changed. */
  given: TaskAnswer | null;
  flag: FlagReason | null;
  notice: NoticeCode | null;
  unsent: number;
  canUndo: boolean;
  /** Whether another task was on view before: then this one takes the focus. */
  isNext: boolean;
  onAnswer: (answer: TaskAnswer, dwellMs: number) => void;
  onUndo: () => void;
  onOpen: (sheet: JudgeSheet) => void;
};

/** One task and what is begun for it. Drawn anew for each task, so that nothing of one stays with the next. */
export function JudgeTask(props: JudgeTaskProps) {
  const { address, lease, given, flag, notice, unsent, canUndo, isNext, onAnswer, onUndo, onOpen } = props;
  const { t } = useTranslation("tasks");
  const [beforeMs] = useState(() => dwellBefore(address, lease));
  const readDwellMs = useDwell(beforeMs);
  const { draft, change, stepBack, finish } = useDraft({ address, lease, given, readDwellMs });
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const place = useFocusOfNext(isNext);

  function submit(next: Draft): void {
    const finished = answerOf(next, lease);
    if (!finished.ok) {
      setProblem(finished.problem);
      return;
    }
    finish();
    onAnswer(finished.answer, readDwellMs());
  }
  function changeDraft(next: Draft): void {
    setProblem(null);
    change(next);
  }
  const undo = stepBack ?? onUndo;
  useActionKeys({
    undo,
    skip: () => onOpen("skip"),
    flag: () => onOpen("flag"),
    guidelines: () => onOpen("guidelines"),
    help: () => onOpen("help"),
  });

  return (
    <section ref={place} tabIndex={-1} aria-label={t(`kind.${lease.kind}`)} className="grid gap-4 outline-none">
      {given && <p className="font-medium">{t("changing")}</p>}
      <KindForm
        task={lease}
        draft={draft}
        onDraft={changeDraft}
        onSubmit={submit}
        bar={(buttons) => (
          <JudgeBar
            notice={problem ? <Problem problem={problem} /> : <JudgeNotice notice={notice} unsent={unsent} />}
            isInReach={lease.kind === "prefer"}
            flag={flag}
            canUndo={stepBack !== null || canUndo}
            onUndo={undo}
            onOpen={onOpen}
          >
            {buttons}
          </JudgeBar>
        )}
      />
    </section>
  );
}

function Problem({ problem }: { problem: DraftProblem }) {
  const { t } = useTranslation("tasks");
  return (
    <p role="alert" className="text-13 text-warn md:min-h-5">
      {t(`problem.${problem.code}`, { count: "count" in problem ? problem.count : 0 })}
    </p>
  );
}

function dwellBefore(address: string, lease: TaskLease): number {
  return readBegun(address).find((begun) => begun.lease.taskId === lease.taskId)?.dwellMs ?? 0;
}

/** The next task begins where it begins: in view, and with the focus where who reads by ear goes on. */
function useFocusOfNext(isNext: boolean) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isNext || !place.current) return;
    place.current.focus({ preventScroll: true });
    if (place.current.getBoundingClientRect().top < 0) place.current.scrollIntoView({ block: "start" });
  }, [isNext]);
  return place;
}
