import type { EngineEvents } from "../engine/ports.ts";
import { approvalLine, decisionLine, type LogFormat, noticeLine } from "./decision_line.ts";
import type { LogLines } from "./log_lines.ts";
import type { Shell } from "./shell.ts";

export interface LogOptions {
  readonly format: LogFormat;
  /** Print no decisions. */
  readonly quiet: boolean;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** The lines go to a file, which then tells everything. Default: they do not. */
  readonly isFile?: boolean;
  /** How long lines wait for company, milliseconds: one write a call would cost as much as the scan. Default: 25. */
  readonly lingerMs?: number;
}

export interface GatewayLog extends EngineEvents {
  /** Something about the gateway itself: among the decisions; what is not well is told on stderr. */
  notice(level: "info" | "warn" | "error", message: string): void;
  /** Writes what waits. */
  flush(): void;
}

/** What the gateway says while it runs. */
export function gatewayLog(
  { lines, err, colour }: {
    readonly lines: Pick<LogLines, "line">;
    readonly err: Shell["err"];
    readonly colour: boolean;
  },
  { format, quiet, consoleUrl, isFile = false, lingerMs = 25 }: LogOptions,
): GatewayLog {
  const style = { format, colour };
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) lines.line(waiting.join("\n"));
    waiting = [];
  };
  const add = (line: string) => {
    waiting.push(line);
    timer ??= setTimeout(flush, lingerMs);
  };
  return {
    decision(trace) {
      if (!quiet) add(decisionLine(trace, style));
    },
    outcome() {},
    approval(approval) {
      if (!quiet) add(approvalLine(approval, consoleUrl, style));
    },
    notice(level, message) {
      flush();
      const text = noticeLine(level, message, format);
      if (level === "info" || isFile) lines.line(text);
      if (level !== "info") err(text);
    },
    flush,
  };
}
