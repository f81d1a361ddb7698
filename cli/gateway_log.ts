import { type GatewayLog, gatewayLog } from "./decision_log.ts";
import { noticeLine } from "./decision_line.ts";
import { CommandError } from "./exit_codes.ts";
import { BoundedLines, type LogLines, openLogFile } from "./log_lines.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";

export type LogSettings = Settings<"logFormat" | "logFile" | "quiet">;

/** The gateway's log, and how it ends. */
export interface OpenLog {
  readonly log: GatewayLog;
  /** Writes what waits. */
  close(): Promise<void>;
}

/**
 * Logs to stdout, or to the file that `--log-file` names; SIGHUP opens that anew.
 *
 * @param consoleUrl Where people decide, without a trailing slash.
 * @throws {CommandError} when the file cannot be written.
 */
export function openGatewayLog(
  settings: LogSettings,
  { consoleUrl, shell }: { consoleUrl: string; shell: Pick<Shell, "err" | "colour"> },
): OpenLog {
  const { logFormat: format, logFile, quiet } = settings;
  const lines = openLines(settings, shell);
  const isFile = logFile !== undefined;
  const err = (line: string) => shell.err(line);
  const colour = shell.colour && !isFile;
  const log = gatewayLog({ lines, err, colour }, { format, quiet, consoleUrl, isFile });
  return {
    log,
    close: async () => {
      log.flush();
      await lines.close();
    },
  };
}

function openLines({ logFormat, logFile: path }: LogSettings, shell: Pick<Shell, "err">): LogLines {
  const lostLine = (lines: number) =>
    noticeLine("warn", `${lines} lines are missing here: nobody took them in time`, logFormat);
  if (path === undefined) return new BoundedLines(() => Deno.stdout, { lostLine });
  const onFailure = (error: unknown) => shell.err(`Cannot write the log "${path}": ${messageOf(error)}`);
  try {
    const file = openLogFile(path, { lostLine, onFailure });
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGHUP", () => file.reopen());
    return file;
  } catch (cause) {
    throw new CommandError(`Cannot write the log "${path}": ${messageOf(cause)}`, undefined, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
