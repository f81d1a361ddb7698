import type { ComponentChildren } from "preact";

/** What stands where a list would be: nothing yet, nothing found, or a problem. */
export function Notice({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
