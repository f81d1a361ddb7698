import type { EngineEvents } from "../engine/ports.ts";
import { approvalLine, decisionLine, type LogFormat, noticeLine } from "./decision_line.ts";
import type { Shell } from "./shell.ts";

export interface LogOptions {
  readonly format: LogFormat;
  /** Print no decisions. */
  readonly quiet: boolean;
  /** Where people decide, without a trailing slash; asked when it is needed, as the port is known late. */
  readonly consoleUrl: () => string;
}

export interface GatewayLog extends EngineEvents {
  /** Something about the gateway itself: on stdout when all is well, else on stderr. */
  notice(level: "info" | "warn" | "error", message: string): void;
}

/** What the gateway says while it runs. */
export function gatewayLog(shell: Shell, { format, quiet, consoleUrl }: LogOptions): GatewayLog {
  const line = { format, colour: shell.colour };
  return {
    decision(trace) {
      if (!quiet) shell.out(decisionLine(trace, line));
    },
    outcome() {},
    approval(approval) {
      if (!quiet) shell.out(approvalLine(approval, consoleUrl(), line));
    },
    notice(level, message) {
      const text = noticeLine(level, message, format);
      if (level === "info") shell.out(text);
      else shell.err(text);
    },
  };
}
