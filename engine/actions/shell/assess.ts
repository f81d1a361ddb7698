/** From the programs of a command line to what it does as a whole. */
import { CommandArguments } from "./arguments.ts";
import { readCloud } from "./cloud.ts";
import { readCode } from "./code.ts";
import { requestsOf, sendsMore } from "./http_request.ts";
import { SHELL_SIGNALS, type ShellCommand, type ShellRequest, type ShellSignal } from "./model.ts";
import { isCredentialPath, isImportantTarget } from "./paths.ts";
import { onlyLooks } from "./read_only.ts";
import { type CommandRule, indexRules } from "./rule.ts";
import {
  ACCESS_RULES,
  namesMasterKey,
  namesSecretVariable,
  readsCredentialFile,
  writesPersistence,
  writesPrivilege,
} from "./rules_access.ts";
import { DESTRUCTIVE_RULES } from "./rules_destructive.ts";
import { DEV_TCP, NETWORK_RULES } from "./rules_network.ts";
import { ScriptReader } from "./script_reader.ts";
import { looksLikeWindows, readWindows, WINDOWS_RULES } from "./windows.ts";
import { INTERPRETERS, type Language, SHELLS } from "./wrappers.ts";

export interface ShellReport {
  /** Names of programs in the order they stand, none twice, a bounded number. */
  readonly programs: readonly string[];
  readonly signals: ReadonlySet<ShellSignal>;
  readonly requests: readonly ShellRequest[];
  /** Nothing in it changes anything; requests are judged by themselves. */
  readonly onlyLooks: boolean;
  /** All programs but those that make requests change nothing. */
  readonly restLooks: boolean;
}

const MAX_PROGRAMS = 20;
const MAX_REQUESTS = 50;

const RULES = indexRules(
  [...DESTRUCTIVE_RULES, ...ACCESS_RULES, ...NETWORK_RULES, ...WINDOWS_RULES] satisfies CommandRule[],
);

/** Reads a command line, or code when `language` says so. Never throws; cost is bounded. */
export function assessShell(text: string, language: Language = "sh"): ShellReport {
  const reader = newReader();
  if (language === "code") readCode(text, reader);
  else if (language === "sh") {
    reader.readScript(text);
    if (looksLikeWindows(text)) readWindows(text.slice(0, MAX_WINDOWS_CHARS), reader);
  } else readWindows(text.slice(0, MAX_WINDOWS_CHARS), reader);
  if (text.length > MAX_WINDOWS_CHARS) reader.signals.add("unreadable");
  return assess(reader);
}

/** A list of words: the program and its arguments, no shell between. */
export function assessWords(words: readonly string[]): ShellReport {
  const reader = newReader();
  if (words.reduce((sum, word) => sum + word.length, 0) > MAX_WINDOWS_CHARS) reader.signals.add("unreadable");
  else reader.addWords(words);
  return assess(reader);
}

const MAX_WINDOWS_CHARS = 65_536;

function newReader(): ScriptReader {
  return new ScriptReader((text, language, reader) => {
    if (language === "code") readCode(text, reader);
    else readWindows(text, reader);
  });
}

function assess(reader: ScriptReader): ShellReport {
  const { commands } = reader;
  const signals = new Set(reader.signals);
  const requests: ShellRequest[] = [];
  const downloads = new Set<string>();
  const spent = new Set(commands.flatMap(ownTokens));
  let looks = true;
  for (const command of commands) {
    const given = new CommandArguments(command);
    const own = requestsOf(command);
    if (requests.length < MAX_REQUESTS) requests.push(...own);
    readRequests(own, command, { signals, downloads });
    if (spent.has(command)) continue;
    const cloud = readCloud(given);
    for (const signal of cloud?.signals ?? []) signals.add(signal);
    readRules(given, signals);
    readFiles(given, signals);
    if (runsDownload(command, downloads)) signals.add("pipe_to_shell");
    if (own.length === 0 && !(cloud?.isRead ?? onlyLooks(given))) looks = false;
    else if (own.length > 0 && writesFile(command)) looks = false;
  }
  readWhole(commands, signals);
  return {
    programs: [
      ...new Set(commands.map(({ program }) => program).filter((program) => /^[\w.+:[-]+$/.test(program))),
    ].slice(
      0,
      MAX_PROGRAMS,
    ),
    // The graver word says it already.
    signals: new Set(
      SHELL_SIGNALS.filter((signal) =>
        signals.has(signal) && !(signal === "deletes" && signals.has("destructive"))
      ),
    ),
    requests: requests.slice(0, MAX_REQUESTS),
    restLooks: looks,
    onlyLooks: looks && !CHANGING.some((signal) => signals.has(signal)),
  };
}

/** With one of these a command line does more than look. */
const CHANGING: readonly ShellSignal[] = SHELL_SIGNALS.filter((signal) =>
  signal !== "credential_read" && signal !== "elevated" && signal !== "remote"
);

function readRules(given: CommandArguments, signals: Set<ShellSignal>): void {
  for (const [, when, found] of RULES.get(given.command.program) ?? []) {
    if (when === null || when(given)) { for (const signal of found) signals.add(signal); }
  }
}

function readFiles(given: CommandArguments, signals: Set<ShellSignal>): void {
  const { command } = given;
  if (readsCredentialFile(given)) signals.add("credential_read");
  if (writesPersistence(given)) signals.add("persistence");
  if (writesPrivilege(given)) signals.add("privilege");
  for (const { operator, target } of command.redirects) {
    if (DEV_TCP.test(target.text)) {
      const isShell = SHELLS.has(command.program) || command.program === "exec" || command.program === "";
      signals.add(isShell ? "reverse_shell" : "sends_file");
    } else if (operator.startsWith(">") && operator !== ">&" && isImportantTarget(target.text)) {
      signals.add("destructive");
    } else if (/^(?:>|>\|)$/.test(operator) && /_history$/.test(target.text)) signals.add("weakens_defence");
  }
}

const writesFile = ({ redirects, words, program }: ShellCommand) =>
  redirects.some(({ operator, target }) =>
    operator.startsWith(">") && !/^\/dev\/|^&?\d+$/.test(target.text)
  ) ||
  words.some(({ text }, i) =>
    /^(?:-[a-zA-Z]*[oO]|--output|--remote-name|--output-document.*|-OutFile)$/.test(text) &&
      !/^(?:-|\/dev\/(?:null|stdout))$/.test(words[i + 1]?.text ?? "") ||
    /^-[oO](?!-$|\/dev\/null$)./.test(text)
  ) || (program.startsWith("wget") && !words.some(({ text }) =>
    /^(?:-[qn]*O-?|--spider|-O-|--output-document=-)$/.test(text)
  ));

function readRequests(
  requests: readonly ShellRequest[],
  command: ShellCommand,
  { signals, downloads }: { signals: Set<ShellSignal>; downloads: Set<string> },
): void {
  for (const request of requests) {
    const files = request.files.map((file) => file === "-" ? "" : file);
    if (files.some(isCredentialPath)) signals.add("credential_read");
    const file = /^file:\/\/(?:localhost(?=\/))?(.*)$/is.exec(request.url)?.[1];
    if ((file !== undefined && isCredentialPath(file)) || METADATA.test(request.url)) {
      signals.add("credential_read");
    }
    if (sendsMore(request, command) && ownTokens(command).length === 0) signals.add("sends_file");
    if (namesSecretVariable(request.body ?? "")) signals.add("credential_read");
    // Keys of many small services stand in the query as their papers say; those that open most never do.
    if (namesMasterKey(request.url)) signals.add("credential_read");
  }
  if (requests.length === 0 || !writesFile(command)) return;
  for (const name of downloadNames(requests, command)) downloads.add(name);
}

/** Addresses at which clouds hand out credentials to whoever asks from inside. */
const METADATA =
  /^https?:\/\/(?:169\.254\.169\.254|169\.254\.170\.2|\[?fd00:ec2::254\]?|metadata\.google\.internal|100\.100\.100\.200|metadata\.azure\.com)(?:[:/]|$)/i;

function downloadNames(
  requests: readonly ShellRequest[],
  { words, redirects }: ShellCommand,
): readonly string[] {
  const named = words.flatMap(({ text }, i) => {
    if (/^(?:-[a-zA-Z]*[oO]|--output|--output-document|-OutFile)$/.test(text)) {
      return [words[i + 1]?.text ?? ""];
    }
    return /^(?:--output(?:-document)?=)(.+)$/.exec(text)?.[1] ?? [];
  });
  const redirected = redirects.map(({ target }) => target.text);
  const urls = requests.map(({ url }) => url.replace(/[?#].*$/s, ""));
  return [...named, ...redirected, ...urls].map((path) => path.slice(path.lastIndexOf("/") + 1).toLowerCase())
    .filter((name) => name !== "");
}

/** `curl -o x.sh …; sh x.sh`: the pipe with a stop on the way. */
function runsDownload({ program, words }: ShellCommand, downloads: ReadonlySet<string>): boolean {
  if (downloads.size === 0) return false;
  if (downloads.has(program)) return true;
  const runs = SHELLS.has(program) || INTERPRETERS.has(program) || program === "source" || program === ".";
  return runs && words.some(({ text }) => downloads.has(text.slice(text.lastIndexOf("/") + 1).toLowerCase()));
}

/** Where the tokens of a command-line client belong. */
const TOKEN_HOMES: Readonly<Record<string, RegExp>> = {
  gcloud: /(?:^|\.)(?:googleapis\.com|google\.com|run\.app|gcr\.io|pkg\.dev|cloudfunctions\.net)$/,
  gh: /(?:^|\.)(?:github\.com|ghcr\.io|githubusercontent\.com)$/,
  az: /(?:^|\.)(?:azure\.com|windows\.net|microsoft\.com|azure\.net|azurecr\.io)$/,
  aws: /(?:^|\.)(?:amazonaws\.com|aws)$/,
};

/** Commands inside a request that fetch a token for the very service it goes to. */
function ownTokens(command: ShellCommand): readonly ShellCommand[] {
  const requests = requestsOf(command);
  if (requests.length !== 1 || requests[0]?.isRerouted) return [];
  const host = URL.parse(requests[0]?.url ?? "")?.hostname ?? "";
  const inner = command.words.flatMap((word) => word.inner);
  if (inner.length === 0 || (requests[0]?.files.length ?? 0) > 0) return [];
  return inner.every(({ program }) => Object.hasOwn(TOKEN_HOMES, program) && TOKEN_HOMES[program]?.test(host))
    ? inner
    : [];
}

/** What only shows when all commands are seen together. */
function readWhole(commands: readonly ShellCommand[], signals: Set<ShellSignal>): void {
  const has = (pattern: RegExp) => commands.some(({ program }) => pattern.test(program));
  if (
    has(/^mkfifo$|^mknod$/) && has(/^(?:nc|ncat|netcat|socat|openssl|telnet)$/) &&
    commands.some(({ program }) => SHELLS.has(program))
  ) {
    signals.add("reverse_shell");
  }
  const afterPush = commands.some(({ program, words }) =>
    program === "git" && words[0]?.text === "remote" && /^(?:add|set-url)$/.test(words[1]?.text ?? "")
  );
  const pushes = commands.some(({ program, words }) =>
    program === "git" && words.some(({ text }) => text === "push")
  );
  const pushesToUrl = commands.some(({ program, words }) =>
    program === "git" && words.some(({ text }) => text === "push") &&
    words.some(({ text }) => /^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/.test(text))
  );
  if ((afterPush && pushes) || pushesToUrl) signals.add("sends_file");
  if (signals.has("credential_read") && signals.has("sends_file")) signals.add("credential_exfil");
}
