import { DndContext, type DragEndEvent, PointerSensor, pointerWithin, useSensor, useSensors } from "@dnd-kit/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { rankOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import type { FormProps } from "#app/features/tasks/forms/form-props.ts";
import {
  moved,
  type Place,
  placed,
  placeOf,
  type RankDraft,
  tierCountOf,
} from "#app/features/tasks/forms/rank-draft.ts";
import { RankSample } from "#app/features/tasks/forms/rank-sample.tsx";
import { dropId, placeOfDrop, RankZone } from "#app/features/tasks/forms/rank-zone.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";
import { SubmitButton } from "#app/features/tasks/forms/submit-button.tsx";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

/** Samples are put in tiers: dragged by their handle, chosen from a list, or by key. */
export function RankForm({ task, draft, onDraft, onSubmit, bar }: FormProps<"rank">) {
  const { partial } = rankOptionsSchema.parse(task.options ?? {});
  const { samples } = task;
  const { t } = useTranslation("tasks");
  const [current, setCurrent] = useState(() => firstFree(draft, samples) ?? 0);
  const [said, say] = useState("");
  const board = useRef<HTMLDivElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const tierCount = tierCountOf(draft, samples.length);
  const tiers = Array.from({ length: tierCount }, (_, index) => index + 1);
  const everywhere: ReadonlyArray<Place> = [...tiers, "unacceptable", null];

  function put(index: number, next: RankDraft): void {
    const id = samples[index]?.id ?? "";
    onDraft(next);
    say(t("rank.said", { name: sideName(index), place: placeName(placeOf(next, id)) }));
  }
  function placeName(place: Place): string {
    if (place === null) return t("rank.free");
    return place === "unacceptable" ? t("rank.unacceptable") : t("rank.tier", { tier: place });
  }
  function focus(index: number): void {
    setCurrent(index);
    // The sample may have moved to another list meanwhile: it is looked for once it is drawn.
    requestAnimationFrame(() => board.current?.querySelector<HTMLElement>(`[data-sample="${index}"]`)?.focus());
  }
  /** By number: the sample is done with, and the next one that is nowhere has its turn. */
  function placeCurrent(place: Place): void {
    const id = samples[current]?.id;
    if (!id) return;
    const next = placed(draft, id, place);
    put(current, next);
    focus((place === null ? null : firstFree(next, samples, current)) ?? current);
  }
  function step(by: -1 | 1): void {
    const id = samples[current]?.id;
    if (!id) return;
    put(current, moved(draft, id, by, tierCount));
    focus(current);
  }
  const turn = (by: -1 | 1) => focus((current + by + samples.length) % samples.length);
  const number = (tier: number) => (tier <= samples.length ? () => placeCurrent(tier) : undefined);
  useActionKeys({
    ...{ "number-1": number(1), "number-2": number(2), "number-3": number(3), "number-4": number(4) },
    ...{ "number-5": number(5), "number-6": number(6), "number-7": number(7), "number-8": number(8) },
    "rank-previous": () => turn(-1),
    "rank-next": () => turn(1),
    "rank-up": () => step(-1),
    "rank-down": () => step(1),
    "rank-unacceptable": () => placeCurrent("unacceptable"),
    "rank-leave-out": () => placeCurrent(null),
    submit: () => onSubmit(draft),
  });

  function drop({ active, over }: DragEndEvent): void {
    const index = samples.findIndex(({ id }) => id === active.id);
    const place = placeOfDrop(over?.id);
    if (index < 0 || place === undefined) return;
    setCurrent(index);
    put(index, placed(draft, String(active.id), place));
  }
  const places = everywhere.map((place) => ({ place, name: placeName(place) }));
  function zone(place: Place) {
    const inside = samples.flatMap(({ id }, index) => (placeOf(draft, id) === place ? [index] : []));
    return (
      <RankZone key={dropId(place)} place={place} name={placeName(place)} isEmpty={inside.length === 0}>
        {inside.map((index) => (
          <RankSample
            key={samples[index]?.id}
            index={index}
            sample={samples[index] ?? { id: "", text: "" }}
            place={place}
            places={places}
            isCurrent={index === current}
            onFocus={() => setCurrent(index)}
            onPlace={(next) => put(index, placed(draft, samples[index]?.id ?? "", next))}
          />
        ))}
      </RankZone>
    );
  }
  const isAnyFree = samples.some(({ id }) => placeOf(draft, id) === null);
  return (
    <>
      <TaskTexts task={task}>
        <p className="text-13 text-muted">{t(partial ? "rank.howPartial" : "rank.howAll")}</p>
        {/* What counts is where the finger is: a long text reaches over the next zones, too. */}
        <DndContext sensors={sensors} collisionDetection={pointerWithin} onDragEnd={drop} accessibility={quiet}>
          <div ref={board} className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 @2xl:grid-cols-2">
            {(isAnyFree || partial) && zone(null)}
            <div className="grid gap-3 @2xl:only:col-span-2">
              {tiers.map(zone)}
              {zone("unacceptable")}
            </div>
          </div>
        </DndContext>
        <p role="status" className="sr-only">
          {said}
        </p>
      </TaskTexts>
      {bar(<SubmitButton onSubmit={() => onSubmit(draft)}>{t("submit.rank")}</SubmitButton>)}
    </>
  );
}

/** The library's own sentences are English; ours say each move. */
const silent = () => undefined;
const quiet = {
  announcements: { onDragStart: silent, onDragOver: silent, onDragEnd: silent, onDragCancel: silent },
  screenReaderInstructions: { draggable: "" },
};

/** The first sample behind `index` that is nowhere, going round. */
function firstFree(draft: RankDraft, samples: ReadonlyArray<{ id: string }>, index = -1): number | null {
  const order = samples.map((_, step) => (index + 1 + step) % samples.length);
  return order.find((place) => placeOf(draft, samples[place]?.id ?? "") === null) ?? null;
}
