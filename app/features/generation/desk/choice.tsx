import type { ComponentPropsWithoutRef } from "react";
import { fieldLook } from "#app/components/button-look.ts";

/** A choice in one line with its label. */
export function Choice({ label, ...rest }: ComponentPropsWithoutRef<"select"> & { label: string }) {
  return (
    <label className="grid grid-cols-[5rem_minmax(0,1fr)] items-center gap-2">
      <span className="text-15 text-muted">{label}</span>
      <select className={fieldLook} {...rest} />
    </label>
  );
}
