import type { Command } from "commander";
export function define(_c: Command, _s: unknown): void {
  throw new Error("later");
}
