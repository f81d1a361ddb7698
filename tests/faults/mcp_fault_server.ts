/**
 * An MCP server over stdio that misbehaves on demand. Arguments: `ignore-eof`, `ignore-term`, `deaf`, and `beacon=<port>`, to which it holds a
 * connection open for as long as it lives, so that a test hears of its end.
 */
const has = (word: string) => Deno.args.includes(word);
const port = Deno.args.find((arg) => arg.startsWith("beacon="))?.slice("beacon=".length);
if (port !== undefined) await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
if (has("ignore-eof")) setInterval(() => {}, 1_000_000);
if (has("ignore-term")) Deno.addSignalListener("SIGTERM", () => {});
Deno.addSignalListener("SIGINT", () => Deno.exit(42));

let calls = 0;

async function write(line: string): Promise<void> {
  const writer = Deno.stdout.writable.getWriter();
  await writer.write(new TextEncoder().encode(line));
  writer.releaseLock();
}

const say = (message: Record<string, unknown>) =>
  write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const text = (id: unknown, words: string) =>
  say({ id, result: { content: [{ type: "text", text: words }] } });

async function call(id: unknown, { name, arguments: given }: { name: string; arguments: { text: string } }) {
  calls += 1;
  if (name === "calls") return await text(id, String(calls));
  if (name === "big") return await text(id, "some words ".repeat(Number(given.text) / 11));
  if (name === "never") return;
  if (name === "killed") Deno.kill(Deno.pid, "SIGKILL");
  if (name === "crash") {
    await write('{"jsonrpc":"2.0","id":');
    Deno.exit(7);
  }
  if (name === "garbage") {
    await write(`\0\u{1}\n{"jsonrpc"\n[]\n[1]\n"text"\nnull\n\n{"id":${JSON.stringify(id)}}\n`);
    Deno.stdout.writeSync(Uint8Array.of(0xff, 0xfe, 0x7b, 0x0a));
  }
  await text(id, given.text);
}

async function answer(line: string): Promise<void> {
  const { id, method, params } = JSON.parse(line);
  if (method === "initialize") {
    const serverInfo = { name: "fault", version: "1" };
    await say({
      id,
      result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo },
    });
  } else if (method === "tools/list") {
    const names = ["calls", "big", "never", "killed", "crash", "garbage", "echo"];
    await say({ id, result: { tools: names.map((name) => ({ name, inputSchema: { type: "object" } })) } });
  } else if (method === "tools/call") await call(id, params);
}

let rest = "";
for await (const chunk of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) await answer(line);
  if (has("deaf") && calls > 0) await new Promise(() => {});
}
