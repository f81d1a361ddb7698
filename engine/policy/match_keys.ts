/** Keys of `match`: what a call is. A list means any of; a glob may stand for many. */
import type { Action } from "../types.ts";
import { VERBS } from "../types.ts";
import type { Tree } from "./document.ts";
import { type Reading, readMap, readTexts, readWords } from "./fields.ts";
import { compileGlob, type GlobOptions, isGlob } from "./glob.ts";
import type { PolicyFacts, Predicate } from "./policy.ts";

/** Reads one key into a test; undefined when it could not be read, and then a problem says so. */
export type KeyReader = (tree: Tree, reading: Reading) => Predicate | readonly Predicate[] | undefined;

/** A key whose values are compared with names that the call has. */
function named(
  candidates: (facts: PolicyFacts) => readonly string[],
  { byAction = false, ...options }: GlobOptions & Pick<Predicate, "byAction"> = {},
): KeyReader {
  return (tree, reading) => {
    const globs = readTexts(tree, reading)?.map((pattern) => compileGlob(pattern, options));
    if (globs === undefined) return undefined;
    return {
      key: reading.field,
      wanted: globs.map(({ pattern }) => pattern).join(" or "),
      byAction,
      holds: (facts) => candidates(facts).some((name) => globs.some((glob) => glob.matches(name))),
      found: (facts) => candidates(facts).join(", ") || "none",
    };
  };
}

/**
 * A fact may name several things, with commas between them (recipients, signals of a shell command). A rule that restricts speaks when
 * any of them fits, or the whole as it stands; a rule that allows only when all of them do.
 */
function factNamed(
  name: string,
  spellings: (member: string, facts: PolicyFacts) => readonly string[] = (member) => [member],
): KeyReader {
  return (tree, reading) => {
    const globs = readTexts(tree, reading)?.map((pattern) => compileGlob(pattern, { ignoreCase: true }));
    if (globs === undefined) return undefined;
    return {
      key: reading.field,
      wanted: globs.map(({ pattern }) => pattern).join(" or "),
      holds: (facts) => {
        const value = facts.action.facts[name];
        if (value === undefined) return false;
        const fits = (member: string) =>
          spellings(member, facts).some((spelling) => globs.some((glob) => glob.matches(spelling)));
        const members = membersOf(value);
        return reading.strict ? fits(value) || members.some(fits) : members.every(fits);
      },
      found: ({ action }) => action.facts[name] ?? "none",
    };
  };
}

function membersOf(value: string): readonly string[] {
  if (!value.includes(",")) return [value];
  const members = value.split(",").map((member) => member.trim()).filter((member) => member !== "");
  return members.length === 0 ? [value] : members;
}

const present = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** Other names under which older policies know a tool. */
const TOOL_ALIASES: Readonly<Record<string, string>> = { gdrive: "google_drive" };

function toolNames({ action, view }: PolicyFacts): readonly string[] {
  const names = [action.tool, `${action.tool}.${action.operation}`];
  const alias = TOOL_ALIASES[action.tool];
  if (alias !== undefined) names.push(alias);
  // The caller's own name for it counts only beside a tool that is not known by its address: it could claim to be anything.
  if (action.tool === "custom_proxy" && view.call.toolName !== undefined) names.push(view.call.toolName);
  return names;
}

/** `destroy` is a graver `delete`: who speaks of deletions means both. */
function categories({ category }: Action): readonly string[] {
  return category === "destroy" ? ["destroy", "delete"] : [category];
}

function operationNames({ action, view }: PolicyFacts): readonly string[] {
  return [
    action.operation,
    `${action.tool}.${action.operation}`,
    ...categories(action).map((category) => `category:${category}`),
    `method:${view.method}`,
  ];
}

/** With an unnamed environment the strict one is meant. */
const DEFAULT_ENV = "production";

export function readEnvs(tree: Tree, reading: Reading): Predicate | readonly Predicate[] | undefined {
  return named(({ view }) => [view.call.env ?? DEFAULT_ENV], { ignoreCase: true })(tree, reading);
}

function readVerbs(tree: Tree, reading: Reading): Predicate | undefined {
  const verbs = readWords(tree, reading, { words: VERBS });
  if (verbs === undefined) return undefined;
  return {
    key: reading.field,
    wanted: verbs.join(" or "),
    byAction: true,
    holds: ({ action }) => verbs.includes(action.verb),
    found: ({ action }) => action.verb,
  };
}

function readMethods(tree: Tree, reading: Reading): Predicate | undefined {
  const methods = readTexts(tree, reading)?.map((method) => method.toUpperCase());
  if (methods === undefined) return undefined;
  return {
    key: reading.field,
    wanted: methods.join(" or "),
    byAction: true,
    holds: ({ view }) => methods.includes(view.method),
    found: ({ view }) => view.method,
  };
}

/**
 * Globs see the URL as WHATWG writes it and once more with its path decoded. A rule that restricts speaks when either fits, a rule
 * that allows only when both do. Without a glob a URL stands for itself and everything below it.
 */
function readUrls(tree: Tree, reading: Reading): Predicate | undefined {
  const patterns = readTexts(tree, reading);
  if (patterns === undefined) return undefined;
  const globs = patterns.flatMap((pattern) => {
    const lowered = pattern.replace(/^[^/]*\/\/[^/]*/, (origin) => origin.toLowerCase());
    const whole = isGlob(lowered) ? [lowered] : belowOf(lowered);
    return whole.map((one) => compileGlob(one, { separated: true }));
  });
  const fits = (url: string) => globs.some((glob) => glob.matches(url));
  return {
    key: reading.field,
    wanted: patterns.join(" or "),
    costly: true,
    holds: ({ view }) => {
      const urls = view.urlSpellings;
      return reading.strict ? urls.some(fits) : urls.every(fits);
    },
    // Without the query: it may hold what must not be shown.
    found: ({ view }) =>
      `${view.location.scheme}://${view.location.host}/${view.location.segments.length} segments`,
  };
}

function belowOf(prefix: string): string[] {
  const base = prefix.replace(/\/+$/, "");
  return [base, `${base}/**`, `${base}[?]**`, `${base}/`];
}

/** `facts: { policy: "*Admin*" }`: any fact of the catalogue, by name. */
function readFactMap(tree: Tree, reading: Reading): readonly Predicate[] | undefined {
  if (tree.kind !== "map") return void readMap(tree, reading, []);
  return tree.entries.flatMap(({ key, value }) => {
    const one = factNamed(key)(value, { ...reading, field: `${reading.field}.${key}` });
    return one ?? [];
  });
}

const repoNames = (repo: string, { action }: PolicyFacts): readonly string[] => {
  const { org } = action.facts;
  return org === undefined ? [repo] : [repo, `${org}/${repo}`];
};

const orgNames = (org: string, { action }: PolicyFacts): readonly string[] => [
  org,
  `${org}/${action.facts["repo"] ?? ""}`,
];

/** Channels may be written with or without their `#`. */
const channelNames = (channel: string): readonly string[] =>
  channel.startsWith("#") ? [channel, channel.slice(1)] : [channel, `#${channel}`];

export const MATCH_KEYS: Readonly<Record<string, KeyReader>> = {
  tools: named(toolNames, { byAction: true }),
  operations: named(operationNames, { byAction: true }),
  categories: named(({ action }) => categories(action), { ignoreCase: true, byAction: true }),
  verbs: readVerbs,
  methods: readMethods,
  urls: readUrls,
  hosts: named(({ action }) => [action.host], { ignoreCase: true }),
  agents: named(({ view }) => [view.call.agentId, ...present(view.call.agentName)]),
  runtimes: named(({ view }) => present(view.call.runtime), { ignoreCase: true }),
  sessions: named(({ view }) => [view.call.sessionId]),
  envs: readEnvs,
  orgs: factNamed("org", orgNames),
  repos: factNamed("repo", repoNames),
  channels: factNamed("channel", channelNames),
  accounts: factNamed("account"),
  regions: factNamed("region"),
  principals: factNamed("principal"),
  mcp_servers: factNamed("mcp_server"),
  facts: readFactMap,
};

/** Names from older policies. */
export const MATCH_ALIASES: Readonly<Record<string, string>> = {
  tool: "tools",
  tool_name: "tools",
  tool_names: "tools",
  url_patterns: "urls",
  agent_ids: "agents",
  agent_runtime_types: "runtimes",
  env_name: "envs",
  env_names: "envs",
  org_patterns: "orgs",
  repo_patterns: "repos",
  channel_patterns: "channels",
  account_patterns: "accounts",
  region_patterns: "regions",
  principal_patterns: "principals",
};
