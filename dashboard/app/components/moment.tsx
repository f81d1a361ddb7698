import { useComputed } from "@preact/signals";
import { exactTime, relativeTime } from "../models/words.ts";
import { useConsole } from "./console_context.ts";

/** `3 min ago`, kept up to date; the exact time on hover. `atMs` in epoch milliseconds. */
export function Moment({ atMs }: { atMs: number }) {
  const { nowMs } = useConsole();
  // The text alone is drawn anew, and only when it changes.
  const words = useComputed(() => relativeTime(atMs, nowMs.value));
  return <time dateTime={new Date(atMs).toISOString()} title={exactTime(atMs)}>{words}</time>;
}
