import type { Command } from "commander";
import { addSettings, tracedSettingsOf } from "./command_settings.ts";
import { UsageError } from "./exit_codes.ts";
import { isLoopback } from "./listen.ts";
import type { SettingName } from "./settings.ts";
import type { Shell } from "./shell.ts";

export const GATEWAY_SETTINGS = [
  "config",
  "port",
  "host",
  "allowHost",
  "connectPort",
  "interceptExcept",
  "mode",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "retentionDays",
  "maxStoreSize",
  "apiKey",
  "gatewayUrl",
  "failOpen",
  "workers",
  "maxBody",
  "allowUpstream",
  "approvalWait",
  "approvalWebhook",
  "slackWebhook",
  "webhookSecret",
  "consoleToken",
  "verbose",
  "quiet",
  "logFormat",
  "logFile",
  "open",
] as const satisfies readonly SettingName[];

const HELP = `
Examples:
  interven                                      start on http://localhost:4100 with the built-in policy
  interven --mode monitor                       record decisions, forward everything
  interven --policy ./policies --port 4200      own policies, reloaded when they change
  interven --allow-upstream localhost:8080      let agents call a service on this machine
  interven --approval-wait 120                  let agents wait for a person instead of asking again
  INTERVEN_SLACK_WEBHOOK=… interven             tell a Slack channel when a person is needed
  INTERVEN_CONSOLE_TOKEN=… interven --host 0.0.0.0

Put http://localhost:4100/proxy/ before the URL that an agent calls:
  curl http://localhost:4100/proxy/https://api.github.com/repos/o/r
or let programs find it by their environment, and look into TLS with interven ca init:
  export HTTP_PROXY=http://localhost:4100 HTTPS_PROXY=http://localhost:4101

SIGINT and SIGTERM end it: what is in flight is finished first, for up to 10 seconds.`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", HELP);
  addSettings(command, GATEWAY_SETTINGS);
  command.action(async () => {
    const traced = await tracedSettingsOf(command, GATEWAY_SETTINGS, shell);
    const { settings } = traced;
    if (!isLoopback(settings.host) && settings.consoleToken === undefined) {
      throw new UsageError(
        `Cannot listen on "${settings.host}" without a console token of your own: others could reach the console; ` +
          "want --console-token or INTERVEN_CONSOLE_TOKEN",
      );
    }
    const { runGateway } = await import("./run_gateway.ts");
    await runGateway(traced, shell);
  });
}
