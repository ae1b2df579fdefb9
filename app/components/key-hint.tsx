/** A key, drawn as one. Hidden from assistive technology, which reads `aria-keyshortcuts` of its button, and on touch screens. */
export function KeyHint({ children }: { children: string }) {
  return (
    <span
      aria-hidden="true"
      className="rounded-control border border-current px-1.5 text-13 leading-5 font-normal pointer-coarse:hidden"
    >
      {children}
    </span>
  );
}
