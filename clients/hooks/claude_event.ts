/** What Claude Code tells a hook on stdin (code.claude.com/docs/en/hooks, "Hook input"). */
import { isMap, type Json, type JsonMap } from "../files/change.ts";

export interface ClaudeEvent {
  readonly event: "PreToolUse" | "PostToolUse";
  readonly sessionId: string;
  readonly tool: string;
  readonly input: JsonMap;
  /** Tells calls of a session apart; empty in versions that did not send it. */
  readonly toolUseId: string;
  /** `default`, `plan`, `acceptEdits`, `dontAsk`, `bypassPermissions` … */
  readonly permissionMode: string;
  /** What the tool answered; PostToolUse alone. */
  readonly response: Json | undefined;
}

export type ReadEvent =
  | { readonly ok: true; readonly event: ClaudeEvent }
  /** An event that this hook has nothing to say about. */
  | { readonly ok: true; readonly event: undefined }
  | { readonly ok: false; readonly message: string };

const MAX_NAME_CHARS = 256;

/** Unknown fields are ignored; a missing one is named. */
export function readClaudeEvent(value: unknown): ReadEvent {
  if (!isMap(value)) return { ok: false, message: "want an object" };
  const event = value["hook_event_name"];
  if (typeof event !== "string") return { ok: false, message: 'want "hook_event_name"' };
  if (event !== "PreToolUse" && event !== "PostToolUse") return { ok: true, event: undefined };
  const tool = value["tool_name"];
  if (typeof tool !== "string" || tool === "" || tool.length > MAX_NAME_CHARS) {
    return { ok: false, message: `want "tool_name" with 1 to ${MAX_NAME_CHARS} characters` };
  }
  const input = value["tool_input"] ?? {};
  if (!isMap(input)) return { ok: false, message: 'want "tool_input" to be an object' };
  return {
    ok: true,
    event: {
      event,
      tool,
      input,
      sessionId: textOf(value["session_id"]),
      toolUseId: textOf(value["tool_use_id"]),
      permissionMode: textOf(value["permission_mode"]),
      response: value["tool_response"],
    },
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value.slice(0, MAX_NAME_CHARS) : "";
}
