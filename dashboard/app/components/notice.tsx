import type { ComponentChildren } from "preact";
import { Mark } from "./brand.tsx";

/** What stands where a list would be: nothing yet, nothing found, or a problem. */
export function Notice({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <Mark />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
