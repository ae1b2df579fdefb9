import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Skeleton } from "#app/components/skeleton.tsx";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import type { Interval } from "#app/features/quality/wilson.ts";
import { JudgeActions, type JudgeSheet } from "#app/features/tasks/judge-actions.tsx";
import { taskOnView } from "#app/features/tasks/judge-desk.ts";
import { JudgeLine } from "#app/features/tasks/judge-line.tsx";
import { JudgeNotice, NoTask } from "#app/features/tasks/judge-notice.tsx";
import { JudgeSheets } from "#app/features/tasks/judge-sheets.tsx";
import { JudgeTask } from "#app/features/tasks/judge-task.tsx";
import { useJudge } from "#app/features/tasks/use-judge.tsx";
import { useKeys } from "#app/features/tasks/use-keys.tsx";

/** Standing and guidelines are read anew after this many answers. */
const answersARefresh = 10;

export type JudgeViewProps = {
  address: string;
  earnedWei: bigint;
  standing: Interval & { decided: number };
  campaigns: ReadonlyArray<{ id: string; title: string; guidelinesHtml: string }>;
  campaignId: string | null;
  leaseSeconds: number;
};

/** One task fills the view; the next is there as soon as it is answered. */
export function JudgeView({ address, earnedWei, standing, campaigns, campaignId, leaseSeconds }: JudgeViewProps) {
  const judge = useJudge({ address, earnedWei, campaignId, leaseSeconds });
  const { desk, dispatch } = judge;
  const [sheet, setSheet] = useState<JudgeSheet | null>(null);
  const { t } = useTranslation("tasks");
  const shown = taskOnView(desk);
  useRefresh(desk.answered);

  const choose = (choice: PreferResult) => dispatch({ type: "answered", choice });
  const undo = () => dispatch({ type: "undo" });
  useKeys(shown ? { ...answerKeys(choose), ...otherKeys(undo, setSheet) } : { u: undo });

  const close = () => setSheet(null);
  if (!shown) {
    return judge.supply === "loading" ? (
      <Skeleton className="h-96" />
    ) : (
      <NoTask judge={judge} canUndo={desk.last !== null} onUndo={undo} />
    );
  }
  const campaign = campaigns.find(({ id }) => id === shown.lease.campaignId);
  return (
    <div data-own-keys className="grid gap-4">
      {/* As high for short texts as for longer ones, so that the buttons stay where the hand left them. */}
      <div className="grid content-start gap-4 md:min-h-72">
        {campaign && <p className="text-13 text-muted">{campaign.title}</p>}
        {shown.choice && <p className="font-medium">{t("changing", { choice: t(`choice.${shown.choice}`) })}</p>}
        <JudgeTask lease={shown.lease} choice={shown.choice} />
      </div>
      <JudgeActions
        notice={<JudgeNotice notice={desk.notice} unsent={desk.outbox.length} />}
        chosen={shown.choice}
        flag={desk.flag}
        canUndo={desk.last !== null}
        onChoose={choose}
        onUndo={undo}
        onOpen={setSheet}
      />
      <JudgeLine
        lease={shown.lease}
        standing={standing}
        nowMs={judge.nowMs}
        prefetched={Math.max(0, desk.tasks.length - (desk.changing ? 0 : 1))}
        unsent={desk.outbox.length}
        earnedWei={desk.earnedWei}
        answered={desk.answered}
        isChanging={desk.changing !== null}
      />
      <JudgeSheets
        open={sheet}
        guidelines={campaign ? { title: campaign.title, html: campaign.guidelinesHtml } : null}
        onSkip={(reason) => {
          close();
          judge.skip(reason);
        }}
        onFlag={(flag) => {
          close();
          dispatch({ type: "flagged", flag: flag === desk.flag ? null : flag });
        }}
        onClose={close}
      />
    </div>
  );
}

function answerKeys(choose: (choice: PreferResult) => void) {
  const [a, b] = [() => choose("a"), () => choose("b")];
  return { a, arrowleft: a, b, arrowright: b, t: () => choose("tie"), x: () => choose("bad") };
}

function otherKeys(undo: () => void, open: (sheet: JudgeSheet) => void) {
  return {
    u: undo,
    s: () => open("skip"),
    f: () => open("flag"),
    i: () => open("guidelines"),
    "?": () => open("help"),
  };
}

function useRefresh(answered: number): void {
  const { revalidate } = useRevalidator();
  const round = Math.floor(answered / answersARefresh);
  useEffect(() => {
    if (round > 0) revalidate();
  }, [round, revalidate]);
}
