/** `interven mcp proxy` in a process of its own, and its client: a test that writes and reads lines as they are. */
import { childEnv, FROM_SOURCE, temporaryFolder } from "../e2e/interven_process.ts";

export type Message = Record<string, unknown>;

const HERE = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);
export const FAULT_SERVER = [Deno.execPath(), "run", "--quiet", "--allow-all", HERE("./mcp_fault_server.ts")];

export interface RawClientOptions {
  /** Of the proxy. */
  readonly args?: readonly string[];
  /** Default: the server of the faults, with these arguments. */
  readonly server?: readonly string[];
  readonly serverArgs?: readonly string[];
  /** What the client says it can do. Default: nothing. */
  readonly capabilities?: Message;
}

/** Starts the proxy and says hello. */
export async function connectRaw(options: RawClientOptions = {}) {
  const folder = await temporaryFolder();
  const [command, ...first] = FROM_SOURCE;
  const { args = [], server = FAULT_SERVER, serverArgs = [], capabilities = {} } = options;
  const own = ["mcp", "proxy", "--data-dir", folder.path, "--server-name", "fault", "--workers", "1"];
  const child = new Deno.Command(command, {
    args: [...first, ...own, ...args, "--", ...server, ...serverArgs],
    env: childEnv(),
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const stderr = new Response(child.stderr).text();
  const heard: Message[] = [];
  const waiting: {
    readonly wants: (message: Message) => boolean;
    readonly take: (message: Message) => void;
  }[] = [];
  const ended = listen(child.stdout, (message) => {
    const at = waiting.findIndex(({ wants }) => wants(message));
    if (at >= 0) waiting.splice(at, 1)[0]?.take(message);
    else heard.push(message);
  });
  let ids = 0;
  const client = {
    pid: child.pid,
    dataDir: folder.path,
    status: child.status,
    /** All of the proxy's and the server's stderr, once both have ended. */
    stderr,
    /** Everything that was said has been heard. */
    ended,
    /** What was said and nobody waited for. */
    heard,
    write: (line: string) => writer.write(new TextEncoder().encode(line)),
    send: (message: Message) => client.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`),
    /** The first message that is wanted, heard already or not yet. */
    hear(wants: (message: Message) => boolean): Promise<Message> {
      const at = heard.findIndex(wants);
      if (at >= 0) return Promise.resolve(heard.splice(at, 1)[0] as Message);
      return new Promise((take) => waiting.push({ wants, take }));
    },
    async ask(method: string, params: Message = {}, id: unknown = ++ids): Promise<Message> {
      const answer = client.hear((message) => message["id"] === id && !("method" in message));
      await client.send({ id, method, params });
      return await answer;
    },
    call: (name: string, text = "", id: unknown = ++ids) =>
      client.ask("tools/call", { name, arguments: { text } }, id),
    close: () => writer.close(),
    kill: (signal: Deno.Signal) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      await writer.close().catch(() => {});
      await child.status;
      await Promise.all([stderr, ended]);
      await folder[Symbol.asyncDispose]();
    },
  };
  const clientInfo = { name: "raw", version: "1" };
  await client.ask("initialize", { protocolVersion: "2025-06-18", capabilities, clientInfo });
  await client.send({ method: "notifications/initialized" });
  await client.ask("tools/list");
  return client;
}

async function listen(
  stdout: ReadableStream<Uint8Array<ArrayBuffer>>,
  hear: (message: Message) => void,
): Promise<void> {
  let rest = "";
  for await (const chunk of stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(JSON.parse(line));
  }
}

/** The text of a tool's result, or the message of an error. */
export function wordsOf({ result, error }: Message): string {
  const { content } = (result ?? {}) as { content?: { text: string }[] };
  return content?.map(({ text }) => text).join("\n") ?? String((error as Message | undefined)?.["message"]);
}

/** Longer than anybody waits, against a test that hangs. */
const MAX_LIFE_MS = 60_000;

/** Where servers tell of their life: each connection lasts as long as its server. */
export function beacon() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return {
    argument: `beacon=${(listener.addr as Deno.NetAddr).port}`,
    /** Resolves when the next server is up, with a promise of its end. */
    async next(): Promise<{ readonly ended: Promise<void> }> {
      const connection = await listener.accept();
      const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(() => reject(new Error("The server is still alive")), MAX_LIFE_MS);
      void connection.read(new Uint8Array(1)).catch(() => {}).then(() => {
        clearTimeout(timer);
        connection.close();
        resolve();
      });
      return { ended };
    },
    [Symbol.dispose]: () => listener.close(),
  };
}
