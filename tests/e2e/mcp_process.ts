/** `interven mcp` in a child process, reached through the SDK's own client. */
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { childEnv, FROM_SOURCE, type Program } from "./interven_process.ts";

export interface McpOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly program?: Program;
  /** `legacy` opens as the 2025 revisions do, `auto` negotiates 2026-07-28. Default `legacy`, as the SDK's. */
  readonly negotiate?: "legacy" | "auto";
}

export interface ScanResult {
  /** The line for the model. */
  readonly line: string;
  readonly isError: boolean;
  readonly verdict: Record<string, unknown>;
}

export interface McpProcess extends AsyncDisposable {
  readonly client: Client;
  scan(args: Record<string, unknown>): Promise<ScanResult>;
  call(tool: string, args: Record<string, unknown>): Promise<ScanResult>;
  /** What the server wrote to stderr so far. */
  stderr(): string;
}

export async function startMcp(options: McpOptions): Promise<McpProcess> {
  const [command, ...first] = options.program ?? FROM_SOURCE;
  const transport = new StdioClientTransport({
    command,
    args: [...first, "mcp", ...(options.args ?? [])],
    env: childEnv({ INTERVEN_DATA_DIR: options.dataDir, INTERVEN_WORKERS: "1", ...options.env }),
    stderr: "pipe",
    maxBufferSize: 100_000_000,
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Uint8Array) => stderr += new TextDecoder().decode(chunk));
  const client = new Client(
    { name: "e2e-client", version: "1.0.0" },
    { versionNegotiation: { mode: options.negotiate ?? "legacy" } },
  );
  await client.connect(transport);
  const call = async (name: string, args: Record<string, unknown>): Promise<ScanResult> => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content as { type: string; text?: string }[];
    return {
      line: content?.text ?? "",
      isError: result.isError === true,
      verdict: (result.structuredContent ?? {}) as Record<string, unknown>,
    };
  };
  return {
    client,
    scan: (args) => call("interven_scan", args),
    call,
    stderr: () => stderr,
    [Symbol.asyncDispose]: () => client.close(),
  };
}
