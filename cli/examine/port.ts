import type { Check, Warning } from "./check.ts";

const ANSWER_MS = 2_000;

/** Whether a gateway could listen where the settings say, or which one does. */
export const port: Check = {
  name: "port",
  run: async ({ host, port }) => {
    try {
      Deno.listen({ hostname: host, port }).close();
      return `${port} is free`;
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) return await whoListens(host, port);
      throw error;
    }
  },
  mend: "Name another one with --port or --host",
};

async function whoListens(host: string, port: number): Promise<string | Warning> {
  const reachable = host === "0.0.0.0" || host === "::"
    ? "localhost"
    : host.includes(":")
    ? `[${host}]`
    : host;
  const found = await askReady(`http://${reachable}:${port}/ready`);
  if (found === undefined) {
    return {
      warning: `${port} is taken by another program`,
      mend: "End that program, or name another port with --port",
    };
  }
  const { version, status, reasons } = found;
  if (status === "ready") return `${port}: a gateway of version ${version} listens, and is ready`;
  return {
    warning: `${port}: a gateway of version ${version} listens and is not ready: ${reasons.join("; ")}`,
    mend: "Mend what it names; it forwards nothing meanwhile",
  };
}

interface Readiness {
  readonly version: string;
  readonly status: string;
  readonly reasons: readonly string[];
}

/** Undefined for whatever is no gateway. */
async function askReady(url: string): Promise<Readiness | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: "manual" });
    const version = answer.headers.get("x-interven-engine");
    const body: unknown = await answer.json();
    if (version === null || typeof body !== "object" || body === null || !("reasons" in body)) {
      return undefined;
    }
    const reasons = Array.isArray(body.reasons) ? body.reasons.map(String) : [];
    return { version, status: answer.status === 200 ? "ready" : "not_ready", reasons };
  } catch {
    return undefined;
  }
}
