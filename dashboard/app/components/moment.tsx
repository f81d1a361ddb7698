import { exactTime, relativeTime } from "../models/words.ts";
import { useConsole } from "./console_context.ts";

/** `3 min ago`, kept up to date; the exact time on hover. `atMs` in epoch milliseconds. */
export function Moment({ atMs }: { atMs: number }) {
  const { nowMs } = useConsole();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exactTime(atMs)}>
      {relativeTime(atMs, nowMs.value)}
    </time>
  );
}
