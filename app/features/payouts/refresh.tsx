import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data again every so often, while somebody looks at it. */
export function Refresh({ everySeconds }: { everySeconds: number }) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && state === "idle") revalidate();
    }, everySeconds * 1_000);
    return () => clearInterval(timer);
  }, [everySeconds, revalidate, state]);
  return null;
}
