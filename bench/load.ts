import { fileURLToPath } from "node:url";

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers of status 400 and up, and connections that broke. */
  readonly failed: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Posted with each request. */
  readonly bodyFile: string;
  /** What wrk sends instead; autocannon sends the file all the same. Default: the file. */
  readonly script?: "load_wrk.lua" | "load_soak.lua";
}

/** Sends requests as fast as answers come, from a process of its own. */
export interface LoadClient {
  readonly name: string;
  run(url: string, options: LoadOptions): Promise<LoadResult>;
}

/** wrk where it is installed, as it takes the least from what is measured; else autocannon. */
export async function findLoadClient(): Promise<LoadClient> {
  return await isInstalled("wrk") ? WRK : AUTOCANNON;
}

const WRK: LoadClient = {
  name: "wrk",
  run(url, { connections, seconds, bodyFile, script: named = "load_wrk.lua" }) {
    const script = fileURLToPath(new URL(`./${named}`, import.meta.url));
    const args = [
      "-t",
      "1",
      "-c",
      `${connections}`,
      "-d",
      `${seconds}s`,
      "--timeout",
      "30s",
      "-s",
      script,
      url,
    ];
    return runClient("wrk", { args, env: { BENCH_BODY: bodyFile } });
  },
};

const AUTOCANNON: LoadClient = {
  name: "autocannon",
  run(url, { connections, seconds, bodyFile }) {
    const script = fileURLToPath(new URL("./load_autocannon.ts", import.meta.url));
    const args = ["run", "-A", script, url, `${connections}`, `${seconds}`, bodyFile];
    return runClient(Deno.execPath(), { args, env: {} });
  },
};

async function runClient(
  program: string,
  { args, env }: { readonly args: string[]; readonly env: Record<string, string> },
): Promise<LoadResult> {
  const { stdout, stderr, success } = await new Deno.Command(program, { args, env }).output();
  const last = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
  if (!success || !last.startsWith("{")) {
    throw new Error(`Cannot measure with "${program}": ${new TextDecoder().decode(stderr)}`);
  }
  const { requests, seconds, p50Ms, p99Ms, failed } = JSON.parse(last);
  return { requests, perSecond: requests / seconds, p50Ms, p99Ms, failed };
}

export async function isInstalled(program: string): Promise<boolean> {
  try {
    await new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" }).output();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
