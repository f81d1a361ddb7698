/** Calls that run a command line: `exec://`, and tools named after a shell. */
import { CallView } from "../../call_view.ts";
import type { Action, ToolCall } from "../../types.ts";
import { listed, plainUrl } from "../naming/arguments.ts";
import type { NameReading } from "../naming/clause.ts";
import { graver } from "../names.ts";
import type { Naming } from "../service.ts";
import { type CommandFieldOptions, commandsIn } from "./command_fields.ts";
import { assessShell, assessWords, type ShellReport } from "./assess.ts";
import { SHELL_SIGNALS, type ShellRequest, type ShellSignal } from "./model.ts";

/** What a shell call is named; `tool` and `host` when it is nothing but one request. */
export type ShellNaming = Omit<Naming, "operation"> & {
  readonly request?: Pick<Action, "tool" | "operation" | "host">;
};

/** Names a call by its address, as the catalogue does. */
export type NameHttp = (view: CallView) => Action;

/** What the call runs; undefined when no argument of it is a command. */
export function readShellCall(view: CallView, options: CommandFieldOptions = {}): ShellReport | undefined {
  const { texts, lists, isCut } = commandsIn(view, options);
  const reports = [
    ...texts.map(({ text, language }) => assessShell(text, language)),
    ...lists.map(assessWords),
  ];
  const isUnread = isCut || view.fields.kind === "unreadable";
  if (isUnread && options.anyText === true) reports.push(UNREADABLE);
  return reports.length === 0 ? undefined : merge(reports);
}

const UNREADABLE: ShellReport = {
  programs: [],
  signals: new Set(["unreadable"]),
  requests: [],
  onlyLooks: false,
  restLooks: false,
};

function merge(reports: readonly ShellReport[]): ShellReport {
  const signals = new Set(reports.flatMap((report) => [...report.signals]));
  return {
    programs: [...new Set(reports.flatMap(({ programs }) => programs))].slice(0, 20),
    signals: new Set(SHELL_SIGNALS.filter((signal) => signals.has(signal))),
    requests: reports.flatMap(({ requests }) => requests),
    onlyLooks: reports.every(({ onlyLooks }) => onlyLooks),
    restLooks: reports.every(({ restLooks }) => restLooks),
  };
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

const MAX_NAMED_REQUESTS = 50;

/** A request and nothing else of weight: it is then judged as what it is. */
function isJustRequest({ requests, signals, restLooks }: ShellReport): boolean {
  return requests.length === 1 && requests[0]?.isRerouted === false && restLooks &&
    [...signals].every((signal) => signal === "sends_file");
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
  if (requests.length === 0) return facts;
  facts["http_host"] = listed([...new Set(named.map(({ host }) => host))]);
  facts["http_method"] = listed([...new Set(requests.map(({ method }) => method))]);
  facts["url"] = listed([...new Set(requests.map(({ url }) => plainUrl(url)))]);
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
  if (signals.has("credential_read")) return { verb: onlyLooks ? "READ" : "WRITE", category: "secret" };
  return onlyLooks ? { verb: "READ", category: "read" } : { verb: "WRITE", category: "execute" };
}
