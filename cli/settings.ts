/**
 * Every setting, once: its flag, its environment variable, its default, its check and its line of documentation.
 * The first place that has it wins: flag, environment variable, settings file, default.
 */
import type { Mode } from "../engine/types.ts";
import {
  byteSize,
  domainNames,
  hostNames,
  hostPatterns,
  listenHost,
  oneOf,
  opaqueToken,
  type Parse,
  path,
  portOrOff,
  secondsAsMs,
  serverUrl,
  storeSize,
  webhookSecret,
  webhookUrls,
  wholeNumber,
  yesOrNo,
} from "./setting_values.ts";
import { type ThreatIntelSource, threatIntelSources } from "./threat_intel_sources.ts";

export interface Setting<T> {
  /** As commander reads it: `--port <number>`; a switch has no argument. */
  readonly flag: string;
  readonly env?: string;
  /** What holds when nobody says anything. */
  readonly fallback: T;
  /** The default in words, where the value alone says too little. */
  readonly fallbackText?: string;
  readonly doc: string;
  /** May be given more than once; in the environment and in the settings file the items are separated by commas. */
  readonly repeatable?: boolean;
  /** Is never quoted in an error message. */
  readonly secret?: boolean;
  readonly parse: Parse<T>;
}

const setting = <T>(spec: Setting<T>): Setting<T> => spec;

/** Cuts a comma list and refuses blank items; each item is checked by the room that uses it. */
const list: Parse<readonly string[]> = (text) => {
  const items = text.split(",").map((item) => item.trim());
  return items.every((item) => /^[^\s,]+$/.test(item))
    ? { value: items }
    : { want: "host, host:port or CIDR, separated by commas" };
};

const optional = <T>(parse: Parse<T>): Parse<T | undefined> => parse;

export const SETTINGS = {
  config: setting({
    flag: "--config <file>",
    env: "INTERVEN_CONFIG",
    fallback: undefined,
    doc: "YAML file with settings, named as the flags without their dashes (port: 4200)",
    parse: optional(path),
  }),
  port: setting({
    flag: "--port <number>",
    env: "PORT",
    fallback: 4100,
    doc: "port to listen on; 0 takes any free one",
    parse: wholeNumber(0, 65535),
  }),
  host: setting({
    flag: "--host <address>",
    env: "INTERVEN_HOST",
    fallback: "127.0.0.1",
    doc: "address to listen on; any but loopback needs --console-token",
    parse: listenHost,
  }),
  allowHost: setting<readonly string[]>({
    flag: "--allow-host <name>",
    env: "INTERVEN_ALLOW_HOST",
    fallback: [],
    fallbackText: "none",
    doc: "further name by which clients may address this gateway, such as its DNS name; repeatable",
    repeatable: true,
    parse: hostNames,
  }),
  connectPort: setting<number | "off" | undefined>({
    flag: "--connect-port <number>",
    env: "INTERVEN_CONNECT_PORT",
    fallback: undefined,
    fallbackText: "the one after --port, if it is free",
    doc: "port of the forward proxy, for HTTPS_PROXY; 0 takes any free one, off leaves it out",
    parse: portOrOff,
  }),
  interceptExcept: setting<readonly string[]>({
    flag: "--intercept-except <host>",
    env: "INTERVEN_INTERCEPT_EXCEPT",
    fallback: [],
    fallbackText: "none",
    doc:
      "host whose TLS is not looked into although there is a local authority; *.name and * too; repeatable",
    repeatable: true,
    parse: hostPatterns,
  }),
  mode: setting<Mode>({
    flag: "--mode <mode>",
    env: "INTERVEN_MODE",
    fallback: "enforce",
    doc: "enforce decisions, or monitor: record them and forward everything",
    parse: oneOf("enforce", "monitor"),
  }),
  policy: setting({
    flag: "--policy <path>",
    env: "INTERVEN_POLICY",
    fallback: undefined,
    fallbackText: "the built-in pack",
    doc: "policy file or folder, reloaded when it changes, or pack:<name>",
    parse: optional(path),
  }),
  threatIntel: setting<readonly ThreatIntelSource[]>({
    flag: "--threat-intel <list>",
    env: "INTERVEN_THREAT_INTEL",
    fallback: [],
    fallbackText: "the built-in list",
    doc: "file or https URL with further places that count as hostile, kept up to date; repeatable",
    repeatable: true,
    parse: threatIntelSources,
  }),
  internalDomain: setting<readonly string[]>({
    flag: "--internal-domain <domain>",
    env: "INTERVEN_INTERNAL_DOMAIN",
    fallback: [],
    fallbackText: "none",
    doc: "mail domain whose people, and services of one's own, are inside; with those below it; repeatable",
    repeatable: true,
    parse: domainNames,
  }),
  dataDir: setting({
    flag: "--data-dir <folder>",
    env: "INTERVEN_DATA_DIR",
    fallback: undefined,
    fallbackText: "the platform's data folder",
    doc: "folder of the database and the console token",
    parse: optional(path),
  }),
  retentionDays: setting({
    flag: "--retention-days <days>",
    env: "INTERVEN_RETENTION_DAYS",
    fallback: 30,
    doc: "calls are forgotten after so many days; 0 keeps them",
    parse: wholeNumber(0, 36_500),
  }),
  maxStoreSize: setting({
    flag: "--max-store-size <size>",
    env: "INTERVEN_MAX_STORE",
    fallback: 1_000_000_000,
    fallbackText: "1GB",
    doc: "over this size the oldest calls are forgotten; 0 for no limit",
    parse: storeSize,
  }),
  apiKey: setting({
    flag: "--api-key <key>",
    env: "INTERVEN_API_KEY",
    fallback: undefined,
    doc: "key for --gateway-url; without that it only names the agent",
    secret: true,
    parse: optional(opaqueToken(1)),
  }),
  gatewayUrl: setting({
    flag: "--gateway-url <url>",
    env: "INTERVEN_GATEWAY_URL",
    fallback: undefined,
    fallbackText: "the embedded engine",
    doc: "use the engine of another Interven gateway",
    parse: optional(serverUrl),
  }),
  failOpen: setting({
    flag: "--fail-open",
    env: "INTERVEN_FAIL_OPEN",
    fallback: false,
    fallbackText: "refuse with 503",
    doc: "let calls pass unscanned when no verdict can be had",
    parse: yesOrNo,
  }),
  workers: setting({
    flag: "--workers <number>",
    env: "INTERVEN_WORKERS",
    fallback: undefined,
    fallbackText: "cores - 1, at least 1",
    doc: "scanning threads",
    parse: optional(wholeNumber(1, 64)),
  }),
  maxBody: setting({
    flag: "--max-body <size>",
    env: "INTERVEN_MAX_BODY",
    fallback: 10_000_000,
    fallbackText: "10MB",
    doc: "largest body that is scanned; a larger one is refused with 413",
    parse: byteSize,
  }),
  allowUpstream: setting<readonly string[]>({
    flag: "--allow-upstream <address>",
    env: "INTERVEN_ALLOW_UPSTREAM",
    fallback: [],
    fallbackText: "none",
    doc: "host, host:port or CIDR exempt from the private-address guard; repeatable",
    repeatable: true,
    parse: list,
  }),
  consoleToken: setting({
    flag: "--console-token <token>",
    env: "INTERVEN_CONSOLE_TOKEN",
    fallback: undefined,
    fallbackText: "made at first start, kept in the data folder",
    doc: "secret that opens the dashboard; better given in the environment",
    secret: true,
    parse: optional(opaqueToken(16)),
  }),
  approvalWait: setting({
    flag: "--approval-wait <seconds>",
    env: "INTERVEN_APPROVAL_WAIT",
    fallback: 0,
    fallbackText: "answer 202 at once",
    doc: "hold a call that needs a person open for so long before its caller is told to come back",
    parse: secondsAsMs(0, 600),
  }),
  approvalWebhook: setting<readonly URL[]>({
    flag: "--approval-webhook <url>",
    env: "INTERVEN_APPROVAL_WEBHOOK",
    fallback: [],
    fallbackText: "none",
    doc: "where to post when an approval is asked for and decided; repeatable",
    repeatable: true,
    secret: true,
    parse: webhookUrls,
  }),
  slackWebhook: setting<readonly URL[]>({
    flag: "--slack-webhook <url>",
    env: "INTERVEN_SLACK_WEBHOOK",
    fallback: [],
    fallbackText: "none",
    doc: "the same as a message to an incoming webhook of Slack or what is compatible with it; repeatable",
    repeatable: true,
    secret: true,
    parse: webhookUrls,
  }),
  webhookSecret: setting({
    flag: "--webhook-secret <secret>",
    env: "INTERVEN_WEBHOOK_SECRET",
    fallback: undefined,
    fallbackText: "none: unsigned",
    doc: "signs what is posted (Standard Webhooks); better given in the environment",
    secret: true,
    parse: optional(webhookSecret),
  }),
  scanTimeoutMs: setting({
    flag: "--scan-timeout-ms <ms>",
    env: "INTERVEN_SCAN_TIMEOUT_MS",
    fallback: 30_000,
    doc: "how long one verdict may take (mcp, scan)",
    parse: wholeNumber(1, 600_000),
  }),
  verbose: setting({ flag: "--verbose", fallback: true, doc: "print one line a decision", parse: yesOrNo }),
  quiet: setting({ flag: "--quiet", fallback: false, doc: "print no decisions", parse: yesOrNo }),
  logFormat: setting<"text" | "json">({
    flag: "--log-format <format>",
    fallback: "text",
    doc: "text or json",
    parse: oneOf("text", "json"),
  }),
  logFile: setting({
    flag: "--log-file <file>",
    env: "INTERVEN_LOG_FILE",
    fallback: undefined,
    fallbackText: "none: stdout",
    doc: "append decisions and notices to a file instead of stdout; SIGHUP opens it anew after a rotation",
    parse: optional(path),
  }),
  open: setting({ flag: "--open", fallback: false, doc: "open the dashboard in a browser", parse: yesOrNo }),
} as const;

export type SettingName = keyof typeof SETTINGS;
type ValueOf<S> = S extends Setting<infer T> ? T : never;
export type Settings<K extends SettingName = SettingName> = {
  readonly [Name in K]: ValueOf<typeof SETTINGS[Name]>;
};

/** `--max-body <size>` is `--max-body` to the user and `max-body` in the settings file. */
export function flagName(name: SettingName): string {
  return SETTINGS[name].flag.split(" ", 1)[0] as string;
}
