/** Calls that run a command line: `exec://`, and tools named after a shell. */
import { CallView } from "../../call_view.ts";
import type { Action, ToolCall } from "../../types.ts";
import { plainUrl } from "../naming/arguments.ts";
import type { NameReading } from "../naming/clause.ts";
import { words } from "../naming/lexicon.ts";
import { snakeCase } from "../naming/words.ts";
import { graver } from "../names.ts";
import type { Naming } from "../service.ts";
import { assessShell, assessWords, type ShellReport } from "./assess.ts";
import { SHELL_SIGNALS, type ShellRequest, type ShellSignal } from "./model.ts";
import type { Language } from "./wrappers.ts";

/** What a shell call is named; `tool` and `host` when it is nothing but one request. */
export type ShellNaming = Omit<Naming, "operation"> & {
  readonly request?: Pick<Action, "tool" | "operation" | "host">;
};

/** Names a call by its address, as the catalogue does. */
export type NameHttp = (view: CallView) => Action;

const COMMAND_FIELDS = words(
  "command cmd commands cmds command_line commandline shell_command bash_command full_command bash shell script exec powershell " +
    "terminal_command input_command cmdline",
);
const CODE_FIELDS = words(
  "code source_code python python_code javascript js snippet program cell expression function",
);
const ARGUMENT_FIELDS = words("args argv arguments argument params parameters");
const LANGUAGE_FIELDS = words("language lang interpreter runtime kernel shell");
const NESTED_FIELDS = words(
  "arguments input params parameters tool_input args payload kwargs options body data",
);

/** Command texts and lists of words that the arguments of a call hold. */
interface Commands {
  readonly texts: { readonly text: string; readonly language: Language }[];
  readonly lists: string[][];
}

const MAX_FIELDS = 100;
const MAX_LIST = 4_000;
const MAX_NESTING = 3;

/** What the call runs; undefined when no argument of it is a command. `anyText`: the whole body may be one. */
export function readShellCall(
  view: CallView,
  { anyText }: { readonly anyText: boolean },
): ShellReport | undefined {
  const { fields } = view;
  const found: Commands = { texts: [], lists: [] };
  if (fields.kind === "json" || fields.kind === "form") collect(fields.value, found, { depth: 0, anyText });
  else if (fields.kind === "text" && anyText && view.text.trim() !== "") {
    found.texts.push({ text: view.text, language: "sh" });
  }
  for (const [name, value] of view.location.query.slice(0, MAX_FIELDS)) {
    if (COMMAND_FIELDS.has(snakeCase(name))) found.texts.push({ text: value, language: "sh" });
  }
  const reports = [
    ...found.texts.slice(0, MAX_FIELDS).map(({ text, language }) => assessShell(text, language)),
    ...found.lists.slice(0, MAX_FIELDS).map(assessWords),
  ];
  const isUnread = fields.kind === "unreadable" || found.texts.length + found.lists.length > MAX_FIELDS;
  if (isUnread && anyText) reports.push(UNREADABLE);
  return reports.length === 0 ? undefined : merge(reports);
}

const UNREADABLE: ShellReport = {
  programs: [],
  signals: new Set(["unreadable"]),
  requests: [],
  onlyLooks: false,
};

function merge(reports: readonly ShellReport[]): ShellReport {
  const signals = new Set(reports.flatMap((report) => [...report.signals]));
  return {
    programs: [...new Set(reports.flatMap(({ programs }) => programs))].slice(0, 20),
    signals: new Set(SHELL_SIGNALS.filter((signal) => signals.has(signal))),
    requests: reports.flatMap(({ requests }) => requests),
    onlyLooks: reports.every(({ onlyLooks }) => onlyLooks),
  };
}

function collect(
  value: unknown,
  found: Commands,
  { depth, anyText }: { depth: number; anyText: boolean },
): void {
  if (typeof value === "string") {
    if (anyText) found.texts.push({ text: value, language: "sh" });
    return;
  }
  if (Array.isArray(value)) {
    if (anyText && value.every(isWord)) found.lists.push(value.slice(0, MAX_LIST).map(String));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const entries = Object.entries(value).slice(0, MAX_FIELDS).map(([name, field]) =>
    [snakeCase(name), field] as const
  );
  const language = languageOf(entries);
  const list = entries.find(([name, field]) =>
    ARGUMENT_FIELDS.has(name) && Array.isArray(field) && field.every(isWord)
  )?.[1];
  for (const [name, field] of entries) {
    if (COMMAND_FIELDS.has(name)) addCommand(field, found, { language, list });
    else if (CODE_FIELDS.has(name) && typeof field === "string") {
      found.texts.push({ text: field, language: language ?? "code" });
    } else if (
      NESTED_FIELDS.has(name) && typeof field === "object" && !Array.isArray(field) && depth < MAX_NESTING
    ) {
      collect(field, found, { depth: depth + 1, anyText: false });
    } else if (anyText && depth === 0 && NESTED_FIELDS.has(name) && typeof field === "string") {
      found.texts.push({ text: field, language: language ?? "sh" });
    }
  }
  const hasCommand = entries.some(([name]) => COMMAND_FIELDS.has(name));
  if (anyText && !hasCommand && Array.isArray(list)) found.lists.push(list.slice(0, MAX_LIST).map(String));
}

const isWord = (one: unknown) => typeof one === "string" || typeof one === "number";

function addCommand(
  field: unknown,
  found: Commands,
  { language, list }: { language: Language | undefined; list: unknown },
): void {
  if (typeof field === "string") {
    if (Array.isArray(list)) found.lists.push([field, ...list.slice(0, MAX_LIST).map(String)]);
    // With a list beside it the text is a program's name, or a line of its own: both are read.
    if (!Array.isArray(list) || /\s/.test(field)) {
      found.texts.push({ text: field, language: language ?? "sh" });
    }
  } else if (Array.isArray(field) && field.every(isWord)) {
    // One command as its words, or several commands.
    found.lists.push(field.slice(0, MAX_LIST).map(String));
    for (const one of field.slice(0, MAX_FIELDS)) {
      if (/\S\s+\S/.test(String(one))) found.texts.push({ text: String(one), language: language ?? "sh" });
    }
  } else if (typeof field === "object" && field !== null) {
    collect(field, found, { depth: MAX_NESTING, anyText: false });
  }
}

function languageOf(entries: readonly (readonly [string, unknown])[]): Language | undefined {
  const named = entries.find(([name, field]) => LANGUAGE_FIELDS.has(name) && typeof field === "string")?.[1];
  const language = typeof named === "string" ? named.toLowerCase() : "";
  if (/^(?:bash|sh|shell|zsh|.*\/(?:ba|z|da|k)?sh)$/.test(language)) return "sh";
  if (/powershell|pwsh/.test(language)) return "powershell";
  if (language === "cmd" || language === "batch") return "cmd";
  return /^(?:python|py|javascript|js|typescript|ts|node|ruby|perl|php|r|go|lua|ipython)[\d.]*$/.test(
      language,
    )
    ? "code"
    : undefined;
}

/** What a command line is, for policies: verb, category, and the facts `command`, `shell_signals`, `http_host`, `http_method`, `url`. */
export function nameShell(view: CallView, report: ShellReport, nameHttp: NameHttp): ShellNaming {
  const named = report.requests.slice(0, MAX_NAMED_REQUESTS).map((request) =>
    nameRequest(view, request, nameHttp)
  );
  const facts = shellFacts(report, named);
  const own = readSignals(report);
  const [only] = named;
  if (only !== undefined && isJustRequest(report)) {
    const { tool, operation, host, verb, category, externalPrincipal } = only;
    return {
      verb,
      category,
      facts: { ...only.facts, ...facts },
      ...(externalPrincipal !== undefined && { externalPrincipal }),
      request: { tool, operation, host },
    };
  }
  const gravest = named.reduce<NameReading>(
    (worst, one) => one.verb === "READ" ? worst : graver(worst, one),
    own,
  );
  return { verb: gravest.verb, category: gravest.category, facts };
}

const MAX_NAMED_REQUESTS = 10;

/** A request and nothing else of weight: it is then judged as what it is. */
function isJustRequest({ requests, signals, onlyLooks }: ShellReport): boolean {
  return requests.length === 1 && requests[0]?.isRerouted === false &&
    (onlyLooks || (signals.size === 1 && signals.has("sends_file")));
}

function nameRequest(view: CallView, request: ShellRequest, nameHttp: NameHttp): Action {
  const body = request.body === undefined ? null : {
    bytes: new TextEncoder().encode(request.body.slice(0, MAX_BODY_CHARS)),
    contentType: request.headers.find(([name]) => name === "content-type")?.[1] ??
      "application/x-www-form-urlencoded",
    inspectable: true,
  };
  const { toolName: _, ...rest } = view.call;
  const call: ToolCall = {
    ...rest,
    method: request.method,
    url: request.url,
    headers: request.headers,
    body,
  };
  return nameHttp(new CallView(call));
}

const MAX_BODY_CHARS = 65_536;

function shellFacts(
  { programs, signals, requests }: ShellReport,
  named: readonly Action[],
): Record<string, string> {
  const facts: Record<string, string> = {};
  if (programs.length > 0) facts["command"] = programs.join("|").slice(0, 256);
  if (signals.size > 0) facts["shell_signals"] = [...signals].join(",");
  const first = requests[0];
  if (first !== undefined) {
    facts["http_host"] = [...new Set(named.map(({ host }) => host))].join(",").slice(0, 1_024);
    facts["http_method"] = [...new Set(requests.map(({ method }) => method))].join(",").slice(0, 256);
    facts["url"] = plainUrl(first.url).slice(0, 256);
  }
  return facts;
}

const BY_SIGNAL: readonly (readonly [ShellSignal, NameReading])[] = [
  ["credential_exfil", { verb: "WRITE", category: "share" }],
  ["destructive", { verb: "WRITE", category: "destroy" }],
  ["persistence", { verb: "ADMIN", category: "identity" }],
  ["privilege", { verb: "ADMIN", category: "identity" }],
  ["reverse_shell", { verb: "WRITE", category: "execute" }],
  ["pipe_to_shell", { verb: "WRITE", category: "execute" }],
  ["unreadable", { verb: "WRITE", category: "execute" }],
  ["sends_file", { verb: "WRITE", category: "share" }],
  ["deploys", { verb: "WRITE", category: "deploy" }],
  ["publishes", { verb: "WRITE", category: "code" }],
  ["deletes", { verb: "WRITE", category: "delete" }],
];

/** The gravest signal names the call; without one it looks, or it runs something. */
function readSignals({ signals, onlyLooks }: ShellReport): NameReading {
  const found = BY_SIGNAL.find(([signal]) => signals.has(signal));
  if (found !== undefined) return found[1];
  return onlyLooks ? { verb: "READ", category: "read" } : { verb: "WRITE", category: "execute" };
}
