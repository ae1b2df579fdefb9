import { type UniqueIdentifier, useDroppable } from "@dnd-kit/core";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "#app/features/tasks/forms/rank-draft.ts";

export function dropId(place: Place): string {
  return place === null ? "free" : String(place);
}

/** @returns undefined for what is no zone of ours */
export function placeOfDrop(id: UniqueIdentifier | undefined): Place | undefined {
  if (id === "free") return null;
  if (id === "unacceptable") return id;
  const tier = Number(id);
  return Number.isInteger(tier) && tier > 0 ? tier : undefined;
}

type RankZoneProps = { place: Place; name: string; isEmpty: boolean; children: ReactNode };

/** A tier, what lies below the line, or what is not ranked: somewhere to put samples. */
export function RankZone({ place, name, isEmpty, children }: RankZoneProps) {
  const { setNodeRef, isOver } = useDroppable({ id: dropId(place) });
  const { t } = useTranslation("tasks");
  return (
    <div className={clsx(place === "unacceptable" && "border-t-2 border-bad pt-3")}>
      <section
        ref={setNodeRef}
        aria-label={name}
        data-over={isOver || undefined}
        className={clsx(
          "grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-card border border-line p-2 data-over:border-accent",
          place === null ? "border-dashed bg-ground" : "bg-sunken",
        )}
      >
        <p
          aria-hidden="true"
          className={clsx("px-1 text-13 font-semibold", place === "unacceptable" ? "text-bad" : "text-muted")}
        >
          {name}
        </p>
        {isEmpty && <p className="px-1 pb-1 text-13 text-muted">{t("rank.empty")}</p>}
        {children}
      </section>
    </div>
  );
}
