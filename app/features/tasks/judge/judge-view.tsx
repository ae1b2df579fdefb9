import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Skeleton } from "#app/components/skeleton.tsx";
import { LikingContext } from "#app/features/tasks/forms/reading-context.tsx";
import type { JudgeSheet } from "#app/features/tasks/judge/judge-bar.tsx";
import { taskOnView } from "#app/features/tasks/judge/judge-desk.ts";
import { type JudgeFilter, JudgeFilterMenu } from "#app/features/tasks/judge/judge-filter.tsx";
import { GuidelinesGate } from "#app/features/tasks/judge/judge-guidelines.tsx";
import { JudgeLine } from "#app/features/tasks/judge/judge-line.tsx";
import { forgetBegun } from "#app/features/tasks/judge/judge-memory.client.ts";
import { NoTask } from "#app/features/tasks/judge/judge-notice.tsx";
import { JudgeSheets } from "#app/features/tasks/judge/judge-sheets.tsx";
import { findStanding, type KindStanding } from "#app/features/tasks/judge/judge-standing.ts";
import { JudgeTask } from "#app/features/tasks/judge/judge-task.tsx";
import { useAcknowledged } from "#app/features/tasks/judge/use-acknowledged.tsx";
import { useBindings } from "#app/features/tasks/judge/use-bindings.tsx";
import { useJudge } from "#app/features/tasks/judge/use-judge.tsx";
import { KeysContext, useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

/** Standing and guidelines are read anew after this many answers. */
const answersARefresh = 10;

type JudgeCampaign = { id: string; title: string; version: number; guidelinesHtml: string };

export type JudgeViewProps = {
  address: string;
  earnedWei: bigint;
  standings: ReadonlyArray<KindStanding>;
  campaigns: ReadonlyArray<JudgeCampaign>;
  /** The newest version of each campaign's guidelines that was acknowledged. */
  acknowledged: Readonly<Record<string, number>>;
  wanted: JudgeFilter;
  leaseSeconds: number;
};

/** One task fills the view; the next is there as soon as it is answered. */
export function JudgeView(props: JudgeViewProps) {
  const keys = useBindings();
  const [isFormatted, onFormatted] = useState(false);
  return (
    <KeysContext.Provider value={{ bindings: keys.bindings, isListening: true }}>
      <LikingContext.Provider value={{ isFormatted, onFormatted }}>
        <Desk {...props} keys={keys} />
      </LikingContext.Provider>
    </KeysContext.Provider>
  );
}

function Desk({ keys, ...props }: JudgeViewProps & { keys: ReturnType<typeof useBindings> }) {
  const { address, earnedWei, standings, campaigns, wanted, leaseSeconds } = props;
  const judge = useJudge({ address, earnedWei, wanted, leaseSeconds });
  const { desk, dispatch } = judge;
  const [sheet, setSheet] = useState<JudgeSheet | null>(null);
  const { isAcknowledged, acknowledge } = useAcknowledged(props.acknowledged);
  const { t } = useTranslation("tasks");
  const shown = taskOnView(desk);
  const campaign = campaigns.find(({ id }) => id === shown?.lease.campaignId);
  const isBehind = shown !== null && (campaign?.version ?? 0) < shown.lease.guidelinesVersion;
  useRefresh(desk.answered, isBehind);
  const isNext = useIsNext(shown?.lease.id ?? null);

  const undo = () => dispatch({ type: "undo" });
  const close = () => setSheet(null);
  useActionKeys({ undo: shown ? undefined : undo });

  const filter = <JudgeFilterMenu campaigns={campaigns} wanted={wanted} />;
  if (!shown) {
    return judge.supply === "loading" ? (
      <Skeleton className="h-96" />
    ) : (
      <div className="grid gap-4">
        {filter}
        <NoTask judge={judge} wanted={wanted} campaigns={campaigns} canUndo={desk.past.length > 0} onUndo={undo} />
      </div>
    );
  }
  const { lease, given } = shown;
  const needsReading = campaign && !isAcknowledged(campaign.id, lease.guidelinesVersion);
  return (
    <div data-own-keys className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 text-13 text-muted">
          {campaign?.title} · {t(`kind.${lease.kind}`)}
        </p>
        {filter}
      </div>
      {needsReading ? (
        <GuidelinesGate
          title={campaign.title}
          html={campaign.guidelinesHtml}
          isNewVersion={isAcknowledged(campaign.id, 1)}
          onRead={() => acknowledge(campaign.id, campaign.version)}
        />
      ) : (
        // As high for short texts as for longer ones, so that the buttons stay where the hand left them.
        <div className="grid grid-cols-[minmax(0,1fr)] content-start md:min-h-96">
          <JudgeTask
            key={`${lease.id} ${given ? "again" : "first"}`}
            address={address}
            lease={lease}
            given={given}
            flag={desk.flag}
            notice={desk.notice}
            unsent={desk.outbox.length}
            canUndo={desk.past.length > 0}
            isNext={isNext}
            onAnswer={(answer, dwellMs) => dispatch({ type: "answered", answer, dwellMs })}
            onUndo={undo}
            onOpen={setSheet}
          />
        </div>
      )}
      <JudgeLine
        lease={lease}
        standing={findStanding(standings, lease)}
        nowMs={judge.nowMs}
        prefetched={Math.max(0, desk.tasks.length - (desk.changing ? 0 : 1))}
        unsent={desk.outbox.length}
        earnedWei={desk.earnedWei}
        answered={desk.answered}
        isChanging={desk.changing !== null}
      />
      <JudgeSheets
        open={sheet}
        kind={lease.kind}
        keys={keys}
        guidelines={campaign ? { title: campaign.title, html: campaign.guidelinesHtml } : null}
        onSkip={(reason) => {
          close();
          if (!given) forgetBegun(address, lease.taskId);
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

/** Whether another task was on view before this one. */
function useIsNext(leaseId: string | null): boolean {
  const first = useRef<string | null>(null);
  first.current ??= leaseId;
  return first.current !== leaseId;
}

function useRefresh(answered: number, isBehind: boolean): void {
  const { revalidate } = useRevalidator();
  const round = Math.floor(answered / answersARefresh);
  useEffect(() => {
    if (round > 0 || isBehind) revalidate();
  }, [round, isBehind, revalidate]);
}
