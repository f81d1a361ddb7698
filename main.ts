import { runProgram } from "./cli/program.ts";
import { processShell } from "./cli/shell.ts";

if (import.meta.main) Deno.exit(await runProgram(Deno.args, processShell()));
