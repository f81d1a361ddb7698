/** The lists of places in force: the built-in one and those that the user named, kept up to date while the program runs. */
import { BUILT_IN_LIST } from "../engine/intel/built_in.ts";
import { type IntelList, MAX_LIST_CHARS, readIntelList, type ReadList } from "../engine/intel/intel_list.ts";
import { CommandError } from "./exit_codes.ts";
import { type FetchedList, fetchList } from "./threat_intel_fetch.ts";
import { sourceName, type ThreatIntelSource } from "./threat_intel_sources.ts";
import { watchPath } from "./watch_path.ts";

export interface ThreatIntelOptions {
  readonly sources: readonly ThreatIntelSource[];
  /** Load lists anew: files when they change, URLs every hour. */
  readonly watch: boolean;
  /** Told what was loaded, and what could not be. */
  readonly say: (level: "info" | "warn", message: string) => void;
  /** How often URLs are asked, milliseconds. Default one hour. */
  readonly refreshMs?: number;
  /** How long one fetch may take, milliseconds. Default 10,000. */
  readonly fetchTimeoutMs?: number;
}

export interface ThreatIntel {
  /** Asked for each call. */
  readonly lists: () => readonly IntelList[];
  /** Asks every URL now, as each hour. */
  refresh(): Promise<void>;
  close(): void;
}

/** Published lists have odd lines; with a larger share of them it is no list, but a page that says something is wrong. */
const MAX_UNREAD_SHARE = 0.05;

/**
 * Loads every list. A list that cannot be loaded anew stays as it was, and that is said.
 *
 * @throws {CommandError} when a file cannot be used. A URL that cannot is said, and asked again: a gateway must start without the network.
 */
export async function openThreatIntel(options: ThreatIntelOptions): Promise<ThreatIntel> {
  const { sources, watch, say, refreshMs = 3_600_000 } = options;
  const ending = new AbortController();
  const lists = new Map<ThreatIntelSource, IntelList>();
  for (const source of sources) if (source.kind === "file") lists.set(source, await readFile(source.path));
  const remote = sources.flatMap((source) => source.kind === "url" ? [new RemoteList(source, options)] : []);
  const refresh = async () => {
    await Promise.all(remote.map(async (each) => {
      const list = await each.ask(ending.signal);
      if (list !== undefined) lists.set(each.source, list);
    }));
  };
  await refresh();
  const closers: (() => void)[] = [];
  if (watch) {
    for (const source of sources) {
      if (source.kind === "file") closers.push(await watchFile(source, { lists, say }));
    }
    if (remote.length > 0) {
      const timer = setInterval(() => void refresh(), refreshMs);
      closers.push(() => clearInterval(timer));
    }
  }
  return {
    lists: () => [BUILT_IN_LIST, ...lists.values()],
    refresh,
    close: () => {
      ending.abort();
      for (const close of closers) close();
    },
  };
}

async function watchFile(
  source: ThreatIntelSource & { readonly kind: "file" },
  { lists, say }: { lists: Map<ThreatIntelSource, IntelList>; say: ThreatIntelOptions["say"] },
): Promise<() => void> {
  let text = await textOf(source.path);
  const reload = async () => {
    try {
      // The folder is watched, so other files change, too.
      const next = await textOf(source.path);
      if (next === text) return;
      const list = wholeList(next, source.path);
      text = next;
      lists.set(source, list);
      say("info", `Threat list reloaded from ${source.path}: ${list.table.size} entries`);
    } catch (error) {
      say("warn", `Threat list not reloaded, the last good one stays in force: ${reasonOf(error)}`);
    }
  };
  return await watchPath(
    source.path,
    () => void reload(),
    (reason) => say("warn", `Threat list "${source.path}" is not watched: ${reason}`),
  );
}

/** A list behind a URL, with what is known of it from the last answer. */
class RemoteList {
  #etag: string | null = null;
  #hasList = false;

  constructor(
    readonly source: ThreatIntelSource & { readonly kind: "url" },
    readonly options: ThreatIntelOptions,
  ) {}

  /** Undefined when nothing has changed, or nothing could be had. */
  async ask(signal: AbortSignal): Promise<IntelList | undefined> {
    const { say, fetchTimeoutMs = 10_000 } = this.options;
    const name = sourceName(this.source);
    try {
      const fetched: FetchedList = await fetchList(this.source.url, {
        etag: this.#etag,
        timeoutMs: fetchTimeoutMs,
        maxBytes: MAX_LIST_CHARS,
        signal,
      });
      if (!fetched.changed) return undefined;
      const read = readIntelList(fetched.text, { name });
      if (read.lines === 0 || read.unread > read.lines * MAX_UNREAD_SHARE) throw new Error(unreadable(read));
      if (read.unread > 0) say("warn", `Threat list ${name}: left out ${unreadable(read)}`);
      say(
        "info",
        `Threat list ${this.#hasList ? "reloaded" : "loaded"} from ${name}: ${read.list.table.size} entries`,
      );
      this.#etag = fetched.etag;
      this.#hasList = true;
      return read.list;
    } catch (error) {
      if (signal.aborted) return undefined;
      const stays = this.#hasList ? "the last good one stays in force" : "it is not in force yet";
      say("warn", `Threat list ${name} not loaded, ${stays}: ${reasonOf(error)}`);
      return undefined;
    }
  }
}

/** @throws {CommandError} when there is no such file, or a line of it cannot be read. */
async function readFile(path: string): Promise<IntelList> {
  try {
    return wholeList(await textOf(path), path);
  } catch (cause) {
    throw new CommandError(`Cannot load threat list "${path}": ${reasonOf(cause)}`, undefined, { cause });
  }
}

/** A file of one's own is right in every line: a slip in it is put right rather than passed over. */
function wholeList(text: string, name: string): IntelList {
  const read = readIntelList(text, { name });
  if (read.unread > 0) throw new Error(unreadable(read));
  if (read.lines === 0) throw new Error("it has no entries");
  return read.list;
}

async function textOf(path: string): Promise<string> {
  const { size, isFile } = await Deno.stat(path);
  if (!isFile) throw new Error("it is no file");
  if (size > MAX_LIST_CHARS) throw new Error(`it has ${size} bytes, wanted at most ${MAX_LIST_CHARS}`);
  return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(path));
}

function unreadable({ problems, unread, lines }: ReadList): string {
  const [first] = problems;
  if (first === undefined) return "it has no entries";
  return `${unread} of ${lines} lines that cannot be read; line ${first.line}: ${first.message}`;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return "no such file";
  if (cause instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (cause instanceof TypeError && /not valid|invalid/i.test(cause.message)) return "it is no UTF-8 text";
  return cause instanceof Error ? cause.message : String(cause);
}
