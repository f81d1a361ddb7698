/**
 * Tool calls of Claude Code as calls that policy knows (code.claude.com/docs/en/hooks, "PreToolUse input"): a command line is one on
 * `exec://localhost`, a file is what the filesystem MCP server would be asked for, a page is its address. So rules written for other
 * doors hold here too.
 */
import { isMap, type Json, type JsonMap } from "../files/change.ts";

export interface JudgedCall {
  readonly method: string;
  readonly url: string;
  /** What would be sent; undefined for a call that sends nothing. */
  readonly body?: JsonMap;
  /** The tool's input with what policy made of the body; undefined where that cannot be put back. */
  restore?(body: JsonMap): JsonMap | undefined;
}

/** Tools that reach nothing outside the conversation. */
const INNER_TOOLS = new Set([
  "AskUserQuestion",
  "EnterPlanMode",
  "ExitPlanMode",
  "KillBash",
  "KillShell",
  "TodoWrite",
]);

/** Undefined for a tool that does nothing outside the conversation. */
export function judgedCall(tool: string, input: JsonMap): JudgedCall | undefined {
  if (INNER_TOOLS.has(tool)) return undefined;
  // A tool may be called `valueOf`, as every object's own function is.
  const known = Object.hasOwn(KNOWN, tool) ? KNOWN[tool]?.(input) : undefined;
  return mcpCall(tool, input) ?? known ?? ownCall(tool, input);
}

const KNOWN: Readonly<Record<string, (input: JsonMap) => JudgedCall | undefined>> = {
  Bash: (input) => ({
    method: "POST",
    url: "exec://localhost",
    body: { command: input["command"] ?? "" },
    restore: (body) => isText(body["command"]) ? { ...input, command: body["command"] } : undefined,
  }),
  Write: (input) => ({
    ...file("write_file", { path: input["file_path"] ?? "", content: input["content"] ?? "" }),
    restore: ({ path, content }) =>
      isText(path) && isText(content) && path === input["file_path"] ? { ...input, content } : undefined,
  }),
  Edit: (input) => file("edit_file", { path: input["file_path"] ?? "", edits: [editOf(input)] }),
  MultiEdit: (input) => {
    const edits = Array.isArray(input["edits"]) ? input["edits"] : [];
    return file("edit_file", { path: input["file_path"] ?? "", edits: edits.filter(isMap).map(editOf) });
  },
  NotebookEdit: (input) =>
    file("edit_file", {
      path: input["notebook_path"] ?? "",
      edits: [{ newText: input["new_source"] ?? "" }],
    }),
  Read: (input) => file("read_text_file", { path: input["file_path"] ?? "" }),
  LS: (input) => file("list_directory", { path: input["path"] ?? "" }),
  Glob: (input) => file("search_files", searched(input)),
  Grep: (input) => file("search_files", searched(input)),
  WebFetch: ({ url }) =>
    isText(url) && /^https?:/i.test(url) && URL.canParse(url) ? { method: "GET", url } : undefined,
  WebSearch: (input) => ({ method: "POST", url: "search://web", body: input }),
};

/** As the filesystem server of the Model Context Protocol names its tools and their arguments. */
function file(tool: string, body: JsonMap): JudgedCall {
  return { method: "POST", url: `mcp://filesystem/${tool}`, body };
}

function editOf(edit: JsonMap): JsonMap {
  return { oldText: edit["old_string"] ?? "", newText: edit["new_string"] ?? "" };
}

function searched({ path, pattern }: JsonMap): JsonMap {
  return { path: path ?? ".", pattern: pattern ?? "" };
}

/** `mcp__<server>__<tool>` is what `interven mcp proxy` would judge. */
function mcpCall(tool: string, input: JsonMap): JudgedCall | undefined {
  const match = /^mcp__(.+?)__(.+)$/.exec(tool);
  const [, server = "", name = ""] = match ?? [];
  const host = server.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  const url = `mcp://${host}/${encodeURIComponent(name)}`;
  return match && URL.canParse(url)
    ? { method: "POST", url, body: input, restore: (body) => body }
    : undefined;
}

/** A tool that is not known here is judged by its name and all of its input. */
function ownCall(tool: string, input: JsonMap): JudgedCall {
  return {
    method: "POST",
    url: `mcp://claude-code/${encodeURIComponent(tool)}`,
    body: input,
    restore: (body) => body,
  };
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string";
}
