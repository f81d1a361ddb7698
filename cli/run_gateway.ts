import type { TracedSettings } from "./command_settings.ts";
import { bannerLines, bannerRecord } from "./banner.ts";
import type { GatewayLog } from "./decision_log.ts";
import { EXIT } from "./exit_codes.ts";
import { openGatewayLog } from "./gateway_log.ts";
import type { GatewayParts, GatewaySettings } from "./gateway_parts.ts";
import { checkAllowedUpstreams } from "./gateway_proxy.ts";
import { openBrowser } from "./open_browser.ts";
import { openGateway } from "./open_gateway.ts";
import { removeDivertingVariables } from "./own_environment.ts";
import type { Shell } from "./shell.ts";
import { stopSignal } from "./stop_signal.ts";
import { VERSION } from "./version.ts";

/**
 * Runs the gateway until it is asked to stop.
 *
 * @throws {CommandError} when it cannot start.
 */
export async function runGateway(
  { settings, origins }: TracedSettings<keyof GatewaySettings>,
  shell: Shell,
): Promise<void> {
  removeDivertingVariables();
  checkAllowedUpstreams(settings.allowUpstream);
  const stopped = stopSignal();
  const gateway = await openGateway(settings, {
    origins,
    shell,
    openLog: (consoleUrl) => openGatewayLog(settings, { consoleUrl, shell }),
  });
  const { parts, origin, log } = gateway;
  announce(parts, settings, { origin, shell });
  if (settings.open) void openDashboard(parts.dashboardLink, log);
  await stopped;
  log.notice("info", "Stopping: no new calls, those in flight are finished");
  await gateway.close();
  shell.exitCode = EXIT.ok;
}

function announce(
  { engine, forward, dashboardLink }: GatewayParts,
  { mode, failOpen, logFormat }: GatewaySettings,
  { origin, shell }: { origin: string; shell: Shell },
): void {
  const facts = {
    version: VERSION,
    origin,
    dashboardLink,
    forward,
    mode,
    failOpen,
    engine: engine.engineText,
    policy: engine.policyText,
    dataDir: engine.dataDir,
  };
  if (logFormat === "json") shell.out(bannerRecord(facts));
  else for (const line of bannerLines(facts)) shell.out(line);
}

async function openDashboard(link: string, log: GatewayLog): Promise<void> {
  if (!await openBrowser(link)) log.notice("warn", "Cannot open a browser: follow the link above instead");
}
