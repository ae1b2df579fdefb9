// What is selected on the page, as offsets in a sample's text: its pieces carry in `data-start` where they begin.
import type { Stretch } from "#app/features/tasks/forms/spans.ts";

/** @returns null when nothing is selected, or not within `holder` */
export function selectedRange(holder: HTMLElement): Stretch | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(holder)) return null;
  const start = offsetIn(holder, range.startContainer, range.startOffset, "start");
  const end = offsetIn(holder, range.endContainer, range.endOffset, "end");
  return start < end ? { start, end } : null;
}

/** Whether the caret was put into `holder` without selecting anything: a wish to have nothing selected. */
export function isCaretIn(holder: HTMLElement): boolean {
  const selection = document.getSelection();
  return Boolean(selection?.isCollapsed && selection.anchorNode && holder.contains(selection.anchorNode));
}

export function clearSelection(): void {
  document.getSelection()?.removeAllRanges();
}

function offsetIn(holder: HTMLElement, node: Node, offset: number, side: "start" | "end"): number {
  const pieces = [...holder.querySelectorAll<HTMLElement>("[data-start]")];
  const last = pieces.at(-1);
  const length = last ? startOf(last) + lengthOf(last) : 0;
  if (!holder.contains(node)) return side === "start" ? 0 : length;
  const own = node instanceof HTMLElement ? node.closest("[data-start]") : node.parentElement?.closest("[data-start]");
  const piece = pieces.find((one) => one === own);
  // A character that is named instead of drawn is one thing: it is taken or left, never cut.
  if (piece?.dataset.length) return startOf(piece) + (side === "end" ? lengthOf(piece) : 0);
  if (piece && node.nodeType === Node.TEXT_NODE) return startOf(piece) + offset;
  // Between pieces, as after a triple click: the boundary stands before the `offset`th child.
  const child = node.childNodes[offset];
  const next = pieces.find((one) => child && (one === child || child.contains(one)));
  return next ? startOf(next) : piece ? startOf(piece) + (offset > 0 ? lengthOf(piece) : 0) : length;
}

function startOf(piece: HTMLElement): number {
  return Number(piece.dataset.start);
}

function lengthOf(piece: HTMLElement): number {
  return piece.dataset.length ? Number(piece.dataset.length) : (piece.textContent?.length ?? 0);
}
