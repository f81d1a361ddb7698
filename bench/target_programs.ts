import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isInstalled } from "./load.ts";
import { freePort, startSilentTarget, startTarget, type Target } from "./target.ts";

const ROOT = new URL("../", import.meta.url);
const EXECUTABLE = fileURLToPath(new URL(`dist/interven${Deno.build.os === "windows" ? ".exe" : ""}`, ROOT));

/** How the gateway is started: the executable where it was built, else the source. */
export function gatewayCommand(): {
  readonly command: string;
  readonly args: readonly string[];
  readonly what: string;
} {
  return existsSync(EXECUTABLE) ? { command: EXECUTABLE, args: [], what: "executable" } : {
    command: Deno.execPath(),
    args: ["run", "-A", fileURLToPath(new URL("main.ts", ROOT))],
    what: "source",
  };
}

export function startUpstream(): Promise<Target> {
  return startTarget({
    name: "direct",
    command: Deno.execPath(),
    args: ["run", "-A", bench("upstream.ts")],
    urlFrom: (line) => `http://127.0.0.1:${JSON.parse(line).port}/items`,
  });
}

export function startPassthrough(upstream: Target): Promise<Target> {
  return startTarget({
    name: "passthrough",
    command: Deno.execPath(),
    args: ["run", "-A", bench("passthrough.ts"), new URL(upstream.url).origin],
    urlFrom: (line) => `http://127.0.0.1:${JSON.parse(line).port}/items`,
  });
}

export interface GatewayOptions {
  readonly mode: "enforce" | "monitor";
  /** A folder of its own, new. */
  readonly dataDir: string;
  /** Further options of the command. Default: none. */
  readonly more?: readonly string[];
}

export function startGateway(
  upstream: Target,
  { mode, dataDir, more = [] }: GatewayOptions,
): Promise<Target> {
  const { command, args } = gatewayCommand();
  const options = [
    "--port",
    "0",
    "--mode",
    mode,
    "--data-dir",
    dataDir,
    "--allow-upstream",
    "127.0.0.1",
    ...more,
  ];
  return startTarget({
    name: `gateway ${mode}`,
    command,
    args: [...args, "gateway", ...options, "--quiet", "--log-format", "json"],
    urlFrom: (line) => `${JSON.parse(line).proxy.replace("//localhost:", "//127.0.0.1:")}${upstream.url}`,
  });
}

/** Undefined when mitmproxy is not installed. */
export async function startMitmproxy(upstream: Target): Promise<Target | undefined> {
  if (!await isInstalled("mitmdump")) return undefined;
  const port = await freePort();
  const { origin, pathname } = new URL(upstream.url);
  const args = [
    "--quiet",
    "--mode",
    `reverse:${origin}`,
    "--listen-host",
    "127.0.0.1",
    "--listen-port",
    `${port}`,
  ];
  return startSilentTarget({
    name: "mitmproxy",
    command: "mitmdump",
    args,
    port,
    url: `http://127.0.0.1:${port}${pathname}`,
  });
}

function bench(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
