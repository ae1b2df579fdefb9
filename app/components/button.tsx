import { Link, type LinkProps } from "@remix-run/react";
import clsx from "clsx";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "#app/components/button-look.ts";
import { KeyHint } from "#app/components/key-hint.tsx";

type Look = {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The key that does the same, as it is written on the keyboard: shown, and told to assistive technology. */
  hint?: string;
};

type ButtonProps = Look & ComponentPropsWithoutRef<"button">;

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant, size, hint, className, children, type = "button", ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      aria-keyshortcuts={hint}
      className={clsx(buttonLook(variant, size), className)}
      {...rest}
    >
      {children}
      {hint && <KeyHint>{hint}</KeyHint>}
    </button>
  );
});

/** A link that looks like a button. `reloadDocument` for files and for pages that are isolated. */
export function ButtonLink({ variant, size, hint, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link aria-keyshortcuts={hint} className={clsx(buttonLook(variant, size), className)} {...rest}>
      {children}
      {hint && <KeyHint>{hint}</KeyHint>}
    </Link>
  );
}
