import type { Command } from "commander";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { LOCAL_ENGINE_SETTINGS } from "./local_engine_settings.ts";
import { definePins } from "./mcp_pins.ts";
import { defineProxy } from "./mcp_proxy.ts";
import { keepStdoutForProtocol } from "./protocol_stdout.ts";
import type { Shell } from "./shell.ts";
import { stopSignal } from "./stop_signal.ts";
import { surviveStrayRejections } from "./stray_rejections.ts";
import { VERSION } from "./version.ts";

/** One JSON escape can make six bytes of one; the rest is for the frame around the body. */
const FRAME_GROWTH = 6;
const FRAME_EXTRA_BYTES = 1024 * 1024;

/** A client that says nothing for so long need not be waited for. */
const SILENCE_MS = 100;

const HELP = `
Example, in the settings of an MCP client:
  { "mcpServers": { "interven": { "command": "interven", "args": ["mcp"] } } }

stdout carries the protocol and nothing else; messages go to stderr. --port tells where the gateway of the same data
folder listens, for the links at which a person approves.`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", HELP);
  // The guard and the proxy have options of the same names.
  command.enablePositionalOptions();
  defineProxy(command.command("proxy"), shell);
  definePins(command.command("pins"), shell);
  addSettings(command, LOCAL_ENGINE_SETTINGS);
  command.action(async () => {
    keepStdoutForProtocol();
    const settings = await settingsOf(command, LOCAL_ENGINE_SETTINGS, shell);
    const say = (message: string) => shell.err(`interven mcp: ${message}`);
    surviveStrayRejections(say);
    const { consoleUrlOf, openEngine } = await import("./engine_parts.ts");
    // The engine starts once the client is greeted: both keep this thread busy, and the client waits for the greeting.
    const { promise: greeted, resolve: greet } = Promise.withResolvers<void>();
    const opened = greeted.then(() => openEngine(settings, { say }));
    const engine = opened.then((parts) => parts.engine);
    // The server starts all the same: each call answers why there is no engine.
    engine.catch((error) => say(error instanceof Error ? error.message : String(error)));
    const { serveGuard } = await import("../mcp/stdio.ts");
    const guard = serveGuard({
      engine,
      version: VERSION,
      consoleUrl: consoleUrlOf(settings),
      timeoutMs: settings.scanTimeoutMs,
      maxBodyBytes: settings.maxBody,
      failOpen: settings.failOpen,
      ...(settings.apiKey !== undefined && { agentId: agentFromApiKey(settings.apiKey) }),
    }, {
      maxMessageBytes: FRAME_GROWTH * settings.maxBody + FRAME_EXTRA_BYTES,
      onError: (error) => say(`Broken message from the client: ${error.message.split("\n", 1)[0]}`),
    });
    void guard.heard.then(greet);
    setTimeout(greet, SILENCE_MS);
    await Promise.race([guard.closed, stopSignal()]);
    await guard.close();
    await opened.then((parts) => parts.close(), () => {});
  });
}
