import type { Engine } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { type GuardOptions, parseAllowedUpstream } from "../proxy/address_guard.ts";
import { createProxy, type Proxy } from "../proxy/handler.ts";
import { UsageError } from "./exit_codes.ts";
import type { Settings } from "./settings.ts";

export type ProxySettings = Settings<
  "failOpen" | "maxBody" | "allowUpstream" | "host" | "allowHost" | "apiKey" | "approvalWait"
>;

/**
 * The proxy with what the settings say about it.
 *
 * @param consoleUrl Where people decide, without a trailing slash.
 */
export function gatewayProxy(
  settings: ProxySettings,
  { engine, mode, consoleUrl, self }: {
    engine: Engine;
    mode: () => Mode;
    consoleUrl: string;
    self: GuardOptions["self"];
  },
): Proxy {
  return createProxy({
    engine,
    mode,
    failOpen: settings.failOpen,
    maxBodyBytes: settings.maxBody,
    allowUpstream: settings.allowUpstream,
    self,
    consoleUrl: () => consoleUrl,
    approvalWaitMs: settings.approvalWait,
    ...(settings.apiKey !== undefined && { defaultAgent: agentFromApiKey(settings.apiKey) }),
  });
}

/** The gateway's own names and ports; `furtherPorts` may grow while it starts. */
export function selfOf(
  { host, allowHost }: Settings<"host" | "allowHost">,
  { port, furtherPorts }: { port: number; furtherPorts: readonly number[] },
): GuardOptions["self"] {
  const hostnames = [...new Set([host, ...allowHost, "localhost", Deno.hostname()])];
  return () => ({ hostnames, port, furtherPorts });
}

/** @throws {UsageError} for an `--allow-upstream` that is neither host, host:port nor CIDR. */
export function checkAllowedUpstreams(entries: readonly string[]): void {
  for (const entry of entries) {
    try {
      parseAllowedUpstream(entry);
    } catch (cause) {
      const shown = JSON.stringify(entry);
      throw new UsageError(
        `Invalid --allow-upstream ${shown}: want host, host:port or CIDR, such as 10.0.0.0/8`,
        {
          cause,
        },
      );
    }
  }
}
