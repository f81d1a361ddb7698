/** What a command may know of the process it runs in; tests pass their own. */
export interface Shell {
  env(name: string): string | undefined;
  /** Writes one line to stdout. */
  out(line: string): void;
  /** Writes one line to stderr. */
  err(line: string): void;
  /** Whether colours may be used on stdout: a terminal, and `NO_COLOR` unset or empty (no-color.org). */
  readonly colour: boolean;
  readonly stdinIsTerminal: boolean;
  readStdin(): Promise<string>;
  /** What the process will answer when the command has ended. */
  exitCode: number;
}

const encoder = new TextEncoder();

/** The real process. Writes synchronously, so that no line is lost at exit; a closed pipe is no error. */
export function processShell(): Shell {
  return {
    env: (name) => Deno.env.get(name),
    out: (line) => writeLine(Deno.stdout, line),
    err: (line) => writeLine(Deno.stderr, line),
    colour: Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR"),
    stdinIsTerminal: Deno.stdin.isTerminal(),
    readStdin: () => new Response(Deno.stdin.readable).text(),
    exitCode: 0,
  };
}

function writeLine(stream: { writeSync(bytes: Uint8Array): number }, line: string): void {
  let rest = encoder.encode(line + "\n");
  try {
    while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
