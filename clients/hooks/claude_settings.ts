/** The hook in Claude Code's settings.json (code.claude.com/docs/en/hooks, "Configuration"). */
import { type Change, isList, isMap, type Json, type JsonMap, valueAt } from "../files/change.ts";

/** Before a call, which can be refused then, and after it, when what it read can be told to be data. */
const EVENTS = ["PreToolUse", "PostToolUse"] as const;
/** Seconds; a hook that takes longer is ended by Claude Code, and the call goes on. It is more than a scan may take. */
const TIMEOUT_SECONDS = 60;

export function hookCommand(program: string): string {
  const word = /^[\w./:-]+$/.test(program) ? program : `"${program.replace(/(["$`\\])/g, "\\$1")}"`;
  return `${word} hook claude-code`;
}

/** An entry for each event that has none of ours. */
export function planHook(settings: JsonMap, program: string): readonly Change[] {
  return EVENTS.filter((event) => placesOfHook(settings, event).length === 0).map((event): Change => ({
    op: "append",
    path: ["hooks", event],
    value: {
      matcher: "*",
      hooks: [{ type: "command", command: hookCommand(program), timeout: TIMEOUT_SECONDS }],
    },
  }));
}

/** Takes our entries away; of an entry that holds others too, only ours. */
export function planHookUndo(settings: JsonMap): readonly Change[] {
  return EVENTS.flatMap((event): readonly Change[] =>
    placesOfHook(settings, event).toReversed().map(({ group, hook, alone }): Change => ({
      op: "remove",
      path: alone ? ["hooks", event, group] : ["hooks", event, group, "hooks", hook],
    }))
  );
}

function placesOfHook(settings: JsonMap, event: string) {
  const groups = valueAt(settings, ["hooks", event]);
  return (isList(groups) ? groups : []).flatMap((group, at) => {
    const hooks = isMap(group) && isList(group["hooks"]) ? group["hooks"] : [];
    return hooks.flatMap((hook, i) =>
      isOurs(hook) ? [{ group: at, hook: i, alone: hooks.length === 1 }] : []
    );
  });
}

function isOurs(hook: Json): boolean {
  const command = isMap(hook) ? hook["command"] : undefined;
  return typeof command === "string" && /(?:^|[\\/"])interven[^\\/]*\shook\s+claude-code\b/.test(command);
}
