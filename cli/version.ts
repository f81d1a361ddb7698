import type { Command } from "commander";
import settings from "../deno.json" with { type: "json" };
import type { Shell } from "./shell.ts";

export const VERSION: string = settings.version;

export function define(command: Command, shell: Shell): void {
  command.action(() => shell.out(`interven ${VERSION}`));
}
