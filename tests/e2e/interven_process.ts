/** Runs `interven` as a user does: in a child process, from source or as the executable. */

/** The program and its first arguments. */
export type Program = readonly [command: string, ...args: string[]];

export const FROM_SOURCE: Program = [
  Deno.execPath(),
  "run",
  "--quiet",
  "--allow-all",
  decodeURIComponent(new URL("../../main.ts", import.meta.url).pathname),
];

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Written to stdin, which is then closed. Default: no stdin. */
  readonly stdin?: string;
  readonly cwd?: string;
  /** Default: from source. */
  readonly program?: Program;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a child inherits: enough to start, and nothing of the developer's own settings. */
export function childEnv(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = [
    "PATH",
    "HOME",
    "TMPDIR",
    "DENO_DIR",
    "XDG_CACHE_HOME",
    "SYSTEMROOT",
    "LOCALAPPDATA",
    "USERPROFILE",
  ];
  const inherited = kept.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env };
}

export function commandOf(
  args: readonly string[],
  options: RunOptions,
  stdin: "piped" | "null",
): Deno.Command {
  const [command, ...first] = options.program ?? FROM_SOURCE;
  return new Deno.Command(command, {
    args: [...first, ...args],
    env: childEnv(options.env),
    clearEnv: true,
    stdin,
    stdout: "piped",
    stderr: "piped",
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  });
}

/** Runs a command to its end. */
export async function interven(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = commandOf(args, options, options.stdin === undefined ? "null" : "piped").spawn();
  if (options.stdin !== undefined) {
    const writer = child.stdin.getWriter();
    // A command that refuses its arguments does not wait for its input.
    await writer.write(new TextEncoder().encode(options.stdin)).then(() => writer.close()).catch(() => {});
  }
  const { code, stdout, stderr } = await child.output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** A folder that is removed with everything in it. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir({ prefix: "interven-test-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
