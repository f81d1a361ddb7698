import type { Mode } from "../engine/types.ts";

export interface BannerFacts {
  readonly version: string;
  /** `http://localhost:4100`, without a trailing slash. */
  readonly origin: string;
  /** Opens the dashboard once; holds the token. */
  readonly dashboardLink: string;
  /** Where the forward proxy listens, null for nowhere, and whether it looks into TLS. */
  readonly forward: { readonly origin: string | null; readonly intercepts: boolean };
  readonly mode: Mode;
  readonly failOpen: boolean;
  /** `embedded (3 workers)` or the address of a remote engine. */
  readonly engine: string;
  /** `built-in default pack` or the path that was named. */
  readonly policy: string;
  readonly dataDir: string;
}

/** What a person reads first: where things are, what is in force, and one line to try. */
export function bannerLines(facts: BannerFacts): readonly string[] {
  const { origin } = facts;
  return [
    `interven ${facts.version}`,
    "",
    `  proxy      ${origin}/proxy/<url>`,
    ...forwardLines(facts),
    `  dashboard  ${facts.dashboardLink}`,
    `  mode       ${modeText(facts)}`,
    `  engine     ${facts.engine}`,
    `  policy     ${facts.policy}`,
    `  data       ${facts.dataDir}`,
    "",
    `  try        curl ${origin}/proxy/https://api.github.com/repos/denoland/deno`,
    "",
  ];
}

function forwardLines({ forward: { origin, intercepts } }: BannerFacts): string[] {
  if (origin === null) return [];
  const how = intercepts ? "looks into TLS" : "judges TLS by host; interven ca init to look inside";
  return [`  forward    HTTPS_PROXY=${origin} (${how})`];
}

/** The same facts for a log collector. The link stays out: it opens the console, and logs travel. */
export function bannerRecord(facts: BannerFacts): string {
  const { origin, forward, version, mode, failOpen, engine, policy, dataDir } = facts;
  return JSON.stringify({
    time: new Date().toISOString(),
    event: "started",
    version,
    proxy: `${origin}/proxy/`,
    forward: forward.origin,
    intercepts: forward.intercepts,
    dashboard: origin,
    mode,
    fail_open: failOpen,
    engine,
    policy,
    data_dir: dataDir,
  });
}

function modeText({ mode, failOpen }: BannerFacts): string {
  const text = mode === "monitor" ? "monitor (decisions are recorded, everything is forwarded)" : "enforce";
  return failOpen ? `${text}, fails open (calls pass unscanned when no verdict can be had)` : text;
}
