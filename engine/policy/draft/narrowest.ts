/**
 * The narrowest description of a recorded call that can hold for a later one: who, what, where, with which particulars, carrying what.
 * Each part narrows; a person may leave parts out, but never what the act is and what it carries.
 */
import { valuesAt } from "../../body_path.ts";
import { isAltered, NotRecorded, type RecordedCallView } from "../replay/recorded_call.ts";
import type { Trace } from "../../types.ts";

export interface DraftKey {
  /** As in a policy: `agents`, `facts.file`; `path`, `data`, `amount`, `command` for those that are conditions. */
  readonly name: string;
  /** What it asks for, for people. */
  readonly value: string;
  /** Whether a person may leave it out. */
  readonly isOptional: boolean;
}

export interface Narrowest {
  readonly keys: readonly DraftKey[];
  readonly match: Readonly<Record<string, unknown>>;
  readonly condition: Readonly<Record<string, unknown>>;
}

/** Facts with a key of their own, in the order in which they are written. */
const FACT_KEYS: Readonly<Record<string, string>> = {
  channel: "channels",
  account: "accounts",
  region: "regions",
  principal: "principals",
  mcp_server: "mcp_servers",
};
/** Facts that the amount stands for, or that others say better. */
const LEFT_OUT = new Set(["amount", "amount_major", "minor_unit", "org", "repo", "url", "http_method"]);
/** Commands that are longer are no single command. */
const MAX_COMMAND_CHARS = 500;

/** @param leftOut names of keys that a person does without; others than optional ones are kept. */
export function narrowest(
  trace: Trace,
  view: RecordedCallView,
  leftOut: ReadonlySet<string>,
): Narrowest {
  const keys: DraftKey[] = [];
  const match: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  const wants = (name: string, value: string, { isOptional = true } = {}): boolean => {
    keys.push({ name, value, isOptional });
    return !isOptional || !leftOut.has(name);
  };
  const { action } = trace;
  if (wants("agents", trace.agentId)) match["agents"] = [literal(trace.agentId)];
  const act = `${action.tool}.${action.operation}`;
  if (wants("tools", act, { isOptional: false })) match["tools"] = [literal(act)];
  if (action.host !== "" && wants("hosts", action.host, { isOptional: false })) {
    match["hosts"] = [literal(action.host)];
  }
  if (trace.env !== null && wants("envs", trace.env)) match["envs"] = [literal(trace.env)];
  const place = repositoryOf(trace);
  if (place !== undefined && wants(place.key, place.value)) match[place.key] = [literal(place.value)];
  for (const [name, value] of Object.entries(action.facts)) {
    if (LEFT_OUT.has(name) || isHidden(trace, name)) continue;
    const key = FACT_KEYS[name];
    if (!wants(key ?? `facts.${name}`, value)) continue;
    const members = value.split(",").map((member) => member.trim()).filter((member) => member !== "");
    if (members.length === 0) continue;
    (key === undefined ? facts : match)[key ?? name] = members.map(literal);
  }
  if (Object.keys(facts).length > 0) match["facts"] = facts;
  return { keys, match, condition: conditionOf(trace, view, wants) };
}

type Wants = (name: string, value: string, options?: { isOptional?: boolean }) => boolean;

function conditionOf(trace: Trace, view: RecordedCallView, wants: Wants): Record<string, unknown> {
  const condition: Record<string, unknown> = {};
  const { action } = trace;
  const expressions: string[] = [];
  if (action.tool === "custom_proxy" && !isAltered(trace.url)) {
    const path = `/${view.location.segments.join("/")}`;
    if (wants("path", path)) expressions.push(pathExpression(view.location.segments));
  }
  const amount = amountOf(fieldOf(view, "amount"));
  if (amount !== undefined && wants("amount", `at most ${amount}`, { isOptional: !movesMoney(trace) })) {
    condition["body_path_lte"] = { path: "$.amount", value: amount };
  }
  const command = fieldOf(view, "command");
  if (
    typeof command === "string" && command.trim() !== "" && command.length <= MAX_COMMAND_CHARS &&
    wants("command", command)
  ) condition["body_path_equals"] = { path: "$.command", value: command };
  const rules = [...new Set(trace.findings.map(({ rule }) => rule))].sort();
  wants("data", rules.length === 0 ? "no data found" : `only ${rules.join(", ")}`, { isOptional: false });
  expressions.push(
    rules.length === 0 ? "findings.size() == 0" : `findings.all(f, f.rule in ${JSON.stringify(rules)})`,
  );
  const shapes = [...new Set((trace.grounds?.payloads ?? []).map(({ shape }) => shape))].sort();
  expressions.push(
    shapes.length === 0 ? "payloads.size() == 0" : `payloads.all(p, p in ${JSON.stringify(shapes)})`,
  );
  return { ...condition, when: expressions.join(" && ") };
}

export function movesMoney({ action }: Trace): boolean {
  return MONEY.has(action.category);
}

const MONEY = new Set(["payment", "purchase"]);

function amountOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Parts of a path that name one thing of many: numbers, UUIDs, hashes, keys. */
const ID = /^(?:\d+|[0-9a-f]{8,}|[0-9a-f]{8}-[0-9a-f-]{27}|(?=[^/]*\d)(?=[^/]*[A-Za-z])[\w-]{16,})$/i;

/** The exact path; what looks like an id in it may be another one. */
function pathExpression(segments: readonly string[]): string {
  if (!segments.some((segment) => ID.test(segment))) {
    return `call.path == ${JSON.stringify(`/${segments.join("/")}`)}`;
  }
  const pattern = segments.map((segment) => ID.test(segment) ? "[^/]+" : escapeRegex(segment)).join("/");
  return `call.path.matches(${JSON.stringify(`^/${pattern}$`)})`;
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function repositoryOf({ action, grounds }: Trace): { key: string; value: string } | undefined {
  const { org, repo } = action.facts;
  const hidden = grounds?.hiddenFacts ?? [];
  if (hidden.includes("org") || hidden.includes("repo")) return undefined;
  if (repo !== undefined) return { key: "repos", value: org === undefined ? repo : `${org}/${repo}` };
  return org === undefined ? undefined : { key: "orgs", value: org };
}

function isHidden({ grounds, action }: Trace, name: string): boolean {
  return (grounds?.hiddenFacts?.includes(name) ?? false) || isAltered(action.facts[name] ?? "");
}

/** A field of the body that was stored as it was sent. */
function fieldOf(view: RecordedCallView, name: string): unknown {
  try {
    const { fields } = view;
    return fields.kind === "json" || fields.kind === "form" ? valuesAt(fields.value, [name])[0] : undefined;
  } catch (error) {
    if (error instanceof NotRecorded) return undefined;
    throw error;
  }
}

/** A glob that stands for one text alone. */
function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}
