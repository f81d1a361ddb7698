/** `GET /health` (the process lives), `GET /ready` (verdicts can be had) and `GET /metrics` (Prometheus text). */
import { Hono } from "hono";
import { Counter, type Family, Reading } from "../metrics/families.ts";

/** One thing that must work before calls are sent here. */
export interface ReadinessCheck {
  /** One word, such as `engine` or `store`. */
  readonly name: string;
  readonly check: () => Promise<{ readonly ready: boolean; readonly reason?: string }>;
}

export interface HealthRoutesOptions {
  readonly version: string;
  readonly checks: readonly ReadinessCheck[];
  /** What `GET /metrics` tells besides the version and readiness. */
  readonly metrics: readonly Family[];
}

export function healthRoutes({ version, checks, metrics }: HealthRoutesOptions): Hono {
  const routes = new Hono();
  routes.get("/health", (context) => context.json({ status: "ok", version }));
  routes.get("/ready", async (context) => {
    const reasons = await failing(checks);
    const isReady = reasons.length === 0;
    return context.json({ status: isReady ? "ready" : "not_ready", version, reasons }, isReady ? 200 : 503, {
      // Tells a gateway that looks for its engine that it has found one.
      "x-interven-engine": version,
      "cache-control": "no-store",
    });
  });
  routes.get("/metrics", async (context) => {
    const ready = (await failing(checks)).length === 0;
    const families = [buildInfo(version), readiness(ready), ...metrics];
    return context.body(families.flatMap((family) => family.lines()).join("\n") + "\n", 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    });
  });
  return routes;
}

function buildInfo(version: string): Family {
  const info = new Counter("interven_build_info", "The version that runs.", "gauge");
  info.add({ version });
  return info;
}

function readiness(ready: boolean): Family {
  return new Reading("interven_ready", "Whether verdicts can be had now.", () => ready ? 1 : 0);
}

async function failing(checks: readonly ReadinessCheck[]): Promise<readonly string[]> {
  const results = await Promise.all(checks.map(run));
  return results.filter((reason) => reason !== undefined);
}

/** Why not ready; undefined when ready. */
async function run({ name, check }: ReadinessCheck): Promise<string | undefined> {
  try {
    const { ready, reason } = await check();
    return ready ? undefined : `${name}: ${reason ?? "not ready"}`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : "the check failed"}`;
  }
}
