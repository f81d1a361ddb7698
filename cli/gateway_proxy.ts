import type { Engine } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { parseAllowedUpstream } from "../proxy/address_guard.ts";
import { createProxy, type Proxy } from "../proxy/handler.ts";
import { UsageError } from "./exit_codes.ts";
import type { Settings } from "./settings.ts";

export type ProxySettings = Settings<
  "failOpen" | "maxBody" | "allowUpstream" | "host" | "allowHost" | "apiKey" | "approvalWait"
>;

/**
 * The proxy with what the settings say about it.
 *
 * @param consoleUrl Where people decide, without a trailing slash; `port` is the gateway's own.
 */
export function gatewayProxy(
  settings: ProxySettings,
  { engine, mode, consoleUrl, port }: {
    engine: Engine;
    mode: () => Mode;
    consoleUrl: string;
    port: number;
  },
): Proxy {
  const hostnames = [...new Set([settings.host, ...settings.allowHost, "localhost", Deno.hostname()])];
  return createProxy({
    engine,
    mode,
    failOpen: settings.failOpen,
    maxBodyBytes: settings.maxBody,
    allowUpstream: settings.allowUpstream,
    self: () => ({ hostnames, port }),
    consoleUrl: () => consoleUrl,
    approvalWaitMs: settings.approvalWait,
    ...(settings.apiKey !== undefined && { defaultAgent: agentFromApiKey(settings.apiKey) }),
  });
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
