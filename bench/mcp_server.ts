/** The least MCP server: one tool, which answers at once with what it was given, or with so many characters. */
import { LineEnd } from "../mcp/proxy/end.ts";
import { idOf, isObject, paramsOf, resultFrame } from "../mcp/proxy/message.ts";

const end = new LineEnd({ input: Deno.stdin.readable, output: Deno.stdout.writable, maxBytes: 200_000_000 });
const tools = [{ name: "echo", description: "Says what it was told.", inputSchema: { type: "object" } }];

for await (const incoming of end.incoming()) {
  const id = incoming.ok ? idOf(incoming.frame.message) : undefined;
  if (!incoming.ok || id === undefined) continue;
  const { message } = incoming.frame;
  const { protocolVersion, arguments: given } = paramsOf(message);
  if (message["method"] === "initialize") {
    await end.send(
      resultFrame(id, {
        protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: "bench", version: "1" },
      }),
    );
  } else if (message["method"] === "tools/list") await end.send(resultFrame(id, { tools }));
  else {
    const size = isObject(given) ? given["size"] : undefined;
    const text = typeof size === "number" ? "some words ".repeat(size / 11) : JSON.stringify(given);
    await end.send(resultFrame(id, { content: [{ type: "text", text }] }));
  }
}
