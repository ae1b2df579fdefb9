// A campaign's labels as they are listed: a label without a parent, then its own; and found again by what is typed.
import type { LabelOptions } from "#app/features/campaigns/kind-options.ts";

export type Label = LabelOptions["labels"][number];
export type ListedLabel = Label & { isChild: boolean; path: string };

/** More have no key of their own, and are searched. */
export const mostWithKeys = 9;

/** More are scrolled through beside the text. */
export const mostInFull = 24;

export function listedLabels({ labels }: LabelOptions): Array<ListedLabel> {
  return labels
    .filter(({ parent }) => parent === undefined)
    .flatMap((root) => [
      { ...root, isChild: false, path: root.title },
      ...labels
        .filter(({ parent }) => parent === root.id)
        .map((child) => ({ ...child, isChild: true, path: `${root.title} › ${child.title}` })),
    ]);
}

/** Every word that was typed stands somewhere in a label's path, whatever its accents and capitals. */
export function foundLabels(labels: ReadonlyArray<ListedLabel>, typed: string): Array<ListedLabel> {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return labels.filter(({ path }) => words.every((word) => plain(path).includes(word)));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
