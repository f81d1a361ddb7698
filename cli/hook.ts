import type { Command } from "commander";
import { addSettings, settingsOf } from "./command_settings.ts";
import { LOCAL_ENGINE_SETTINGS } from "./local_engine_settings.ts";
import type { Shell } from "./shell.ts";
import { surviveStrayRejections } from "./stray_rejections.ts";

const HELP = `
Claude Code starts this before and after each tool call and tells it about the call on stdin. It is judged by the same engine
and policy as on every other door: a refused call is not made, a redacted one or one that needs a person is asked about in
Claude Code. An answer that reads like instructions to the model is told to be data.

interven setup claude-code --hook --write puts it into Claude Code's settings. By hand, in ~/.claude/settings.json:
  { "hooks": { "PreToolUse": [{ "matcher": "*", "hooks": [{ "type": "command", "command": "interven hook claude-code" }] }] } }

Exit codes: 0 with the answer on stdout; 2 when there is none, which keeps the call from being made. With --fail-open the call
goes on then.`;

/** Claude Code takes this code, and no other but 0 with an answer, for a refusal (code.claude.com/docs/en/hooks, "Exit code 2"). */
const BLOCKING = 2;

export function define(command: Command, shell: Shell): void {
  const claude = command.command("claude-code").description("judge the tool calls of Claude Code");
  addSettings(claude, LOCAL_ENGINE_SETTINGS);
  claude.addHelpText("after", HELP);
  claude.action(async () => {
    let failOpen = false;
    // An error that nobody waits for would end the program with a code that lets the call go on.
    surviveStrayRejections((message) => shell.err(`interven hook: ${message}`));
    try {
      const settings = await settingsOf(claude, LOCAL_ENGINE_SETTINGS, shell);
      failOpen = settings.failOpen;
      const { runClaudeHook } = await import("./hook_claude.ts");
      const answer = await runClaudeHook(settings, shell);
      if (answer !== undefined) shell.out(JSON.stringify(answer));
    } catch (error) {
      // Any other code than 2 would let the call go on unjudged.
      shell.err(`interven hook: ${error instanceof Error ? error.message : String(error)}`);
      shell.exitCode = failOpen ? 0 : BLOCKING;
    }
  });
}
