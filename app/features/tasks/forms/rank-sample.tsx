import { useDraggable } from "@dnd-kit/core";
import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { GripIcon } from "#app/components/icons.tsx";
import type { Place } from "#app/features/tasks/forms/rank-draft.ts";
import { dropId, placeOfDrop } from "#app/features/tasks/forms/rank-zone.tsx";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";

type RankSampleProps = {
  index: number;
  sample: { id: string; text: string };
  place: Place;
  places: ReadonlyArray<{ place: Place; name: string }>;
  isCurrent: boolean;
  onFocus: () => void;
  onPlace: (place: Place) => void;
};

/** One sample on the board: a handle to drag it by, its text, and the list of places for who does not drag. */
export function RankSample({ index, sample, place, places, isCurrent, onFocus, onPlace }: RankSampleProps) {
  const { t } = useTranslation("tasks");
  const { setNodeRef, listeners, transform, isDragging } = useDraggable({ id: sample.id });
  const name = sideName(index);
  return (
    <article
      ref={setNodeRef}
      data-sample={index}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={t("task.side", { name })}
      aria-current={isCurrent}
      onFocus={onFocus}
      // Where the pointer is only known in the browser, and no server writes this style.
      style={transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : undefined}
      className={clsx(
        "grid min-w-0 gap-1 rounded-card border bg-surface p-2",
        isCurrent ? "border-accent" : "border-line",
        isDragging && "relative z-10 shadow-float",
      )}
    >
      <div className="flex items-center gap-1">
        <span
          {...listeners}
          data-handle={name}
          className="inline-flex size-9 cursor-grab touch-none items-center justify-center text-muted select-none pointer-coarse:size-11"
        >
          <GripIcon className="size-5" />
        </span>
        <span className="flex-1 font-semibold">{name}</span>
        <select
          value={dropId(place)}
          aria-label={t("rank.placeOf", { name })}
          onChange={({ target }) => onPlace(placeOfDrop(target.value) ?? null)}
          className="min-h-9 min-w-0 rounded-control border border-line bg-surface px-2 text-13 text-ink pointer-coarse:min-h-11"
        >
          {places.map((one) => (
            <option key={dropId(one.place)} value={dropId(one.place)}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <SampleText text={sample.text} className="px-2 pb-1" />
    </article>
  );
}
