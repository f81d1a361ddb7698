/** The server behind `interven mcp proxy`: a command that is started, or an address. */
import type { End } from "../mcp/proxy/end.ts";
import { CommandError, UsageError } from "./exit_codes.ts";

/** Where the server is. */
export type Target =
  | { readonly words: readonly [string, ...string[]] }
  | { readonly url: URL; readonly headers: readonly (readonly [string, string])[] };

/** A server that runs, however it is reached. */
export interface RunningServer {
  readonly end: End;
  /** Exit code for this command. */
  readonly exited: Promise<number>;
  signal(signal: Deno.Signal): void;
  /** @param signalled It was asked to end by this signal already. */
  stop(signalled?: Deno.Signal): Promise<void>;
}

/** What starts a server, or reaches it, each time it is called. */
export async function serverOpener(
  target: Target,
  { maxMessageBytes, say }: { maxMessageBytes: number; say: (message: string) => void },
): Promise<() => RunningServer> {
  if ("words" in target) {
    const { startChild } = await import("../mcp/proxy/child.ts");
    return () => startOr(() => startChild(target.words, { maxMessageBytes }), target.words[0]);
  }
  const { HttpEnd } = await import("../mcp/proxy/http/http_end.ts");
  return () => {
    const end = new HttpEnd({ ...target, maxBytes: maxMessageBytes, say });
    return {
      end,
      exited: end.ended.then((why) => why === undefined ? 0 : 1),
      signal() {},
      stop: () => end.close(),
    };
  };
}

/** @throws {UsageError} unless there is one way to the server. */
export function targetOf(
  words: readonly string[],
  { url, header }: { url?: string | undefined; header: readonly string[] },
): Target {
  const [program, ...args] = words;
  if (url === undefined) {
    if (header.length > 0) throw new UsageError("Cannot send --header to a command: want --url");
    if (program === undefined) {
      throw new UsageError("Cannot start a server without its command: want -- <command>, or --url");
    }
    return { words: [program, ...args] };
  }
  if (program !== undefined) throw new UsageError("Cannot use --url and a command: want one of the two");
  return { url: addressOf(url), headers: header.map(headerOf) };
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") {
    return url;
  }
  // The text may hold a password, so it is not repeated.
  throw new UsageError(
    "Invalid --url: want an http or https address without a user name, such as https://host/mcp",
  );
}

/** The value may be a credential, so that no message repeats it. */
function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  const header = [text.slice(0, Math.max(colon, 0)).trim(), text.slice(colon + 1).trim()] as const;
  try {
    new Headers([[...header]]);
    return header;
  } catch {
    throw new UsageError("Invalid --header: want 'Name: value'");
  }
}

/** @throws {CommandError} when the server's program cannot be started. */
function startOr<Child>(start: () => Child, program: string): Child {
  try {
    return start();
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such program" : messageOf(cause);
    throw new CommandError(`Cannot start the MCP server "${program}": ${why}`, 127, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
