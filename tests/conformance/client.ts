/**
 * The client that the conformance suite starts: `client.ts direct|<data folder> <server URL>`. With a data folder it speaks to
 * `interven mcp proxy --url` on stdin and stdout, else to the server itself. It does all that a server offers, whatever the scenario.
 */
import { Client, StreamableHTTPClientTransport, type Tool } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { at } from "./suite.ts";

const SAMPLES: Readonly<Record<string, unknown>> = {
  string: "word",
  number: 2,
  integer: 2,
  boolean: true,
  array: [],
  object: {},
  null: null,
};

const [route = "direct", url = ""] = Deno.args;
const isModern = Deno.env.get("MCP_CONFORMANCE_PROTOCOL_VERSION") === "2026-07-28";
const context = JSON.parse(Deno.env.get("MCP_CONFORMANCE_CONTEXT") ?? "{}");

const client = new Client({ name: "conformance-client", version: "1.0.0" }, {
  capabilities: { elicitation: { form: { applyDefaults: true } }, sampling: {}, roots: {} },
  versionNegotiation: { mode: isModern ? "auto" : "legacy" },
});
client.setRequestHandler("elicitation/create", (request) => {
  const { requestedSchema } = request.params as {
    requestedSchema?: { properties?: Record<string, { type: string }> };
  };
  const booleans = Object.entries(requestedSchema?.properties ?? {}).filter(([, { type }]) =>
    type === "boolean"
  );
  const isDefaulted = Object.values(requestedSchema?.properties ?? {}).some((field) => "default" in field);
  const content = isDefaulted ? {} : Object.fromEntries(booleans.map(([name]) => [name, true]));
  return { action: "accept", content };
});
await client.connect(route === "direct" ? new StreamableHTTPClientTransport(new URL(url)) : proxied(route));
await useAll();
await client.close();

function proxied(dataDir: string): StdioClientTransport {
  return new StdioClientTransport({
    command: Deno.execPath(),
    args: ["run", "-A", at("main.ts"), "mcp", "proxy", "--data-dir", dataDir, "--url", url],
    env: { ...Deno.env.toObject(), INTERVEN_WORKERS: "1" },
    stderr: "inherit",
  });
}

async function useAll(): Promise<void> {
  const offers = client.getServerCapabilities() ?? {};
  const { tools } = await client.listTools();
  const calls: { name: string; arguments: Record<string, unknown> }[] = context.toolCalls ??
    tools.map((tool) => ({ name: tool.name, arguments: argumentsFor(tool, tools) }));
  for (const call of calls) await tolerant(() => client.callTool(call));
  if (offers.resources) {
    const { resources } = await client.listResources();
    for (const { uri } of resources) await tolerant(() => client.readResource({ uri }));
  }
  if (offers.prompts) {
    const { prompts } = await client.listPrompts();
    for (const { name } of prompts) await tolerant(() => client.getPrompt({ name }));
  }
}

/** A scenario may well refuse something: it looks at what was sent. */
async function tolerant(ask: () => Promise<unknown>): Promise<void> {
  await ask().catch((error) => console.error(String(error)));
}

/** Of its type each; a tool that takes a schema gets the richest that there is. */
function argumentsFor({ inputSchema }: Tool, tools: readonly Tool[]): Record<string, unknown> {
  const properties = (inputSchema.properties ?? {}) as Record<string, { type?: string }>;
  const rich = tools.map((tool) => tool.inputSchema).find((schema) => "$defs" in schema);
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type = "string" }]) =>
      [name, name === "schema" ? rich : SAMPLES[type]] as const
    ),
  );
}
