/** Programs that start others: what is judged is what they start. */
import type { ShellSignal, ShellWord } from "./model.ts";

export type Language = "sh" | "powershell" | "cmd" | "code";

/** What a command starts in turn. */
export type Started =
  | { readonly kind: "words"; readonly words: readonly ShellWord[]; readonly signals: readonly ShellSignal[] }
  | {
    readonly kind: "script";
    readonly script: ShellWord;
    readonly language: Language;
    readonly signals: readonly ShellSignal[];
  };

const list = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const SHELLS = list("sh bash zsh dash ksh ash fish mksh csh tcsh rbash busybox-sh");
/** Interpreters and the options behind which code stands. */
export const INTERPRETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["python", ["-c"]],
  ["python2", ["-c"]],
  ["python3", ["-c"]],
  ["pypy", ["-c"]],
  ["perl", ["-e", "-E", "-ne", "-pe", "-lne", "-le"]],
  ["ruby", ["-e"]],
  ["node", ["-e", "--eval", "-p", "--print", "-pe"]],
  ["nodejs", ["-e", "--eval", "-p"]],
  ["bun", ["-e", "--eval"]],
  ["deno", ["eval"]],
  ["php", ["-r"]],
  ["lua", ["-e"]],
  ["osascript", ["-e"]],
  ["awk", []],
  ["gawk", []],
  ["tclsh", []],
  ["rscript", ["-e"]],
  ["julia", ["-e"]],
]);

/** Prefix programs: how many operands stand before the command, and which options take a value. */
const PREFIXES: Readonly<
  Record<string, { operands?: number; valued?: string; signals?: readonly ShellSignal[] }>
> = {
  sudo: {
    valued: "-u -g -h -p -C -T -U -r -t -D -R --user --group --host --prompt --chdir",
    signals: ["elevated"],
  },
  doas: { valued: "-u -C", signals: ["elevated"] },
  pkexec: { valued: "--user", signals: ["elevated"] },
  runuser: { valued: "-u -g", signals: ["elevated"] },
  gosu: { operands: 1, signals: ["elevated"] },
  env: { valued: "-u -C -S --unset --chdir" },
  nohup: {},
  setsid: {},
  time: { valued: "-f -o" },
  timeout: { operands: 1, valued: "-s -k --signal --kill-after" },
  gtimeout: { operands: 1, valued: "-s -k" },
  nice: { valued: "-n --adjustment" },
  ionice: { valued: "-c -n -p" },
  chrt: { operands: 1 },
  taskset: { operands: 1 },
  stdbuf: { valued: "-i -o -e" },
  unbuffer: {},
  command: {},
  builtin: {},
  exec: { valued: "-a" },
  nocorrect: {},
  noglob: {},
  strace: { valued: "-e -o -p -s -f" },
  ltrace: { valued: "-e -o" },
  chronic: {},
  caffeinate: {},
  proxychains: {},
  proxychains4: {},
  torsocks: {},
  firejail: {},
  chroot: { operands: 1, signals: ["privilege"] },
  nsenter: { valued: "-t --target", signals: ["privilege"] },
  unshare: {},
  flock: { operands: 1, valued: "-w -E" },
  busybox: {},
  toybox: {},
  "systemd-run": {
    valued:
      "-u --unit -p --property -d --working-directory --description --uid --gid --slice -M --machine -H --host -E --setenv " +
      "--on-calendar --on-active --on-boot --service-type",
  },
  "xvfb-run": { valued: "-n -s -f -e -w -a --server-num --server-args --auth-file --error-file" },
  "dbus-run-session": {},
  "aws-vault": { operands: 2 },
  numactl: { valued: "-N -m -C" },
  cpulimit: { valued: "-l -p -e" },
  xargs: { valued: "-I -i -n -P -L -d -a -s -E --max-args --max-procs --replace --delimiter --arg-file" },
  parallel: { valued: "-j -I --jobs -a" },
  dotenv: { valued: "-e" },
  direnv: { operands: 2 },
  "with-contenv": {},
  dumbinit: {},
  tini: {},
  winpty: {},
  npx_shell: {},
};

/** What a command starts; undefined when it does its own work. */
export function startedBy(program: string, words: readonly ShellWord[]): Started | undefined {
  const prefix = Object.hasOwn(PREFIXES, program) ? PREFIXES[program] : undefined;
  if (prefix !== undefined) return startedByPrefix(program, words, prefix);
  if (SHELLS.has(program)) return startedByShell(words);
  const codeOptions = INTERPRETERS.get(program);
  if (codeOptions !== undefined) return startedByInterpreter(program, words, codeOptions);
  switch (program) {
    case "eval":
      return words.length === 0 ? undefined : script(joined(words), "sh", []);
    case "alias":
      return startedByAlias(words);
    case "git":
    case "tar":
    case "bsdtar":
    case "rsync":
    case "scp":
    case "sftp":
    case "zip":
    case "vim":
    case "vi":
    case "nvim":
    case "gdb":
    case "man":
    case "psql":
    case "mysql":
    case "mariadb":
    case "sqlite3":
    case "tcpdump":
    case "xterm":
      return startedByOption(program, words);
    case "poetry":
    case "pipenv":
    case "uv":
    case "rye":
    case "pdm":
    case "bundle":
    case "pnpm":
    case "yarn":
    case "npx":
    case "bunx":
    case "npm":
      return startedByRunner(program, words);
    case "trap":
      return words[0] === undefined ? undefined : script(words[0], "sh", []);
    case "watch":
      return script(joined(afterOptions(words, list("-n --interval"))), "sh", []);
    case "su":
      return startedBySu(words);
    case "find":
    case "fd":
      return startedByFind(words);
    case "ssh":
      return startedBySsh(words);
    case "docker":
    case "podman":
    case "kubectl":
    case "docker-compose":
    case "nerdctl":
    case "lxc":
      return startedInContainer(program, words);
    case "script": {
      const at = words.findIndex(({ text }) => text === "-c" || text === "-qc");
      return at >= 0 && words[at + 1] !== undefined
        ? script(words[at + 1] as ShellWord, "sh", [])
        : undefined;
    }
    case "powershell":
    case "pwsh":
      return startedByPowershell(words);
    case "cmd": {
      const at = words.findIndex(({ text }) => /^\/[ck]$/i.test(text));
      return at >= 0 ? script(joined(words.slice(at + 1)), "cmd", []) : undefined;
    }
    default:
      return undefined;
  }
}

const script = (
  word: ShellWord,
  language: Language,
  signals: readonly ShellSignal[],
): Started => ({ kind: "script", script: word, language, signals });

/** Words as one, the way `eval` and `ssh` put them together. */
export function joined(words: readonly ShellWord[]): ShellWord {
  return {
    text: words.map(({ text }) => text).join(" "),
    isDynamic: words.some(({ isDynamic }) => isDynamic),
    inner: words.flatMap(({ inner }) => inner),
  };
}

function afterOptions(words: readonly ShellWord[], valued: ReadonlySet<string>): readonly ShellWord[] {
  let i = 0;
  while (i < words.length) {
    const { text } = words[i] as ShellWord;
    if (text === "--") return words.slice(i + 1);
    if (!text.startsWith("-") || text === "-") break;
    i += valued.has(text) ? 2 : 1;
  }
  return words.slice(i);
}

function startedByPrefix(
  program: string,
  words: readonly ShellWord[],
  { operands = 0, valued = "", signals = [] }: {
    operands?: number;
    valued?: string;
    signals?: readonly ShellSignal[];
  },
): Started | undefined {
  if (program === "env") {
    // `env -S "rm -rf /"` splits its value into words.
    const split = words.findIndex(({ text }) => text === "-S" || text.startsWith("--split-string"));
    if (split >= 0) return script(joined(words.slice(split + 1)), "sh", []);
  }
  let rest = afterOptions(words, list(valued));
  while (ASSIGNMENT.test(rest[0]?.text ?? "")) rest = rest.slice(1);
  rest = rest.slice(operands);
  if (program === "flock" && rest[0]?.text === "-c") return script(joined(rest.slice(1)), "sh", []);
  if (program === "sudo" && rest.length === 0) {
    const isShell = words.some(({ text }) => /^-(?:i|s|is|-login|-shell)$/.test(text));
    return isShell ? { kind: "words", words: [], signals: ["elevated", "privilege"] } : undefined;
  }
  return rest.length === 0 ? undefined : { kind: "words", words: rest, signals };
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

function startedByShell(words: readonly ShellWord[]): Started | undefined {
  // `bash -lc '…'`, `sh -e -c '…'`.
  const at = words.findIndex(({ text }) => /^-[a-zA-Z]*c[a-zA-Z]*$/.test(text));
  const code = at < 0 ? undefined : words.slice(at + 1).find(({ text }) => !text.startsWith("-"));
  if (code === undefined) return undefined;
  // `xargs sh -c {}`, `sh -c "$1"`: all of it is only known when it runs.
  const isAnything = /^\s*["']?(?:\{\}|\$(?:[@*0-9]|\{[@*0-9]\}))["']?\s*$/.test(code.text);
  return script(code, "sh", isAnything ? ["pipe_to_shell"] : []);
}

const RUNNER_VALUED = list(
  "--with --from --python -p --package -w --filter -C --dir --directory --project --extra --group",
);

/** `poetry run …`, `npx …`: the programs of a project, or any other. */
function startedByRunner(program: string, words: readonly ShellWord[]): Started | undefined {
  if (program === "npx" || program === "bunx") {
    const at = words.findIndex(({ text }) => text === "-c" || text === "--call");
    const call = at >= 0 ? words[at + 1] : undefined;
    if (call !== undefined) return script(call, "sh", []);
    const rest = afterOptions(words, RUNNER_VALUED);
    return rest.length === 0 ? undefined : { kind: "words", words: rest, signals: [] };
  }
  const [sub, ...rest] = afterOptions(words, RUNNER_VALUED);
  const isRun = /^(?:exec|x)$/.test(sub?.text ?? "") ||
    (sub?.text === "run" && !/^(?:npm|pnpm|yarn)$/.test(program));
  const command = isRun ? afterOptions(rest, RUNNER_VALUED) : [];
  return command.length === 0 ? undefined : { kind: "words", words: command, signals: [] };
}

function startedByInterpreter(
  program: string,
  words: readonly ShellWord[],
  options: readonly string[],
): Started | undefined {
  if (program === "awk" || program === "gawk") {
    const code = afterOptions(words, list("-F -v -f"))[0];
    return code !== undefined && /\bsystem\s*\(|\|\s*(?:getline|")|"\s*\|/.test(code.text.slice(0, 4_096))
      ? script(code, "code", ["runs_code"])
      : undefined;
  }
  const at = words.findIndex(({ text }) => options.includes(text));
  const code = at < 0
    ? words.find(({ text }) => /^-c./.test(text) && program.startsWith("python"))
    : words[at + 1];
  if (code === undefined) return undefined;
  const own = at < 0 ? { ...code, text: code.text.slice(2) } : code;
  return script(own, "code", ["runs_code"]);
}

function startedByAlias(words: readonly ShellWord[]): Started | undefined {
  const values = words.filter(({ text }) => text.includes("=")).map((word) => ({
    ...word,
    text: word.text.slice(word.text.indexOf("=") + 1),
  }));
  return values.length === 0
    ? undefined
    : script({ ...joined(values), text: values.map(({ text }) => text).join("\n") }, "sh", []);
}

/** Options that hold a command: `tar --checkpoint-action=exec=…`, `git -c alias.x=!…`, `rsync -e …`, `scp -o ProxyCommand=…`, `vim -c :!…`. */
const COMMAND_OPTION =
  /^(?:--checkpoint-action=exec=|--to-command=|--use-compress-program=|--rsh=|--unzip-command=|-TT=?|(?:-o)?ProxyCommand[= ]|core\.(?:sshCommand|pager|editor|fsmonitor)=|alias\.[\w-]+=!|:?!|shell\s|\\!|\.(?:shell|system)\s|--pager=|--upload-pack=|--receive-pack=|--exec=)(.+)$/is;

/** `-e` of these is SQL. */
const SQL_SHELLS = list("psql mysql mariadb sqlite3");

function startedByOption(program: string, words: readonly ShellWord[]): Started | undefined {
  const lines = words.flatMap((word, i) => {
    const value = COMMAND_OPTION.exec(word.text)?.[1];
    if (value !== undefined) return [{ ...word, text: value }];
    const isNext = /^(?:-e|-I|-TT|-S|-P|-z)$/.test(words[i - 1]?.text ?? "") &&
      (/\s/.test(word.text) || program === "xterm") && !SQL_SHELLS.has(program);
    return isNext && program !== "git" && !program.startsWith("v") ? [word] : [];
  });
  return lines.length === 0
    ? undefined
    : script({ ...joined(lines), text: lines.map(({ text }) => text).join("\n") }, "sh", []);
}

function startedBySu(words: readonly ShellWord[]): Started | undefined {
  const at = words.findIndex(({ text }) => text === "-c" || text === "--command");
  const code = words[at + 1];
  return at >= 0 && code !== undefined ? script(code, "sh", ["elevated"]) : undefined;
}

function startedByFind(words: readonly ShellWord[]): Started | undefined {
  const at = words.findIndex(({ text }) => /^-(?:exec|execdir|ok|okdir|x|X|-exec|-exec-batch)$/.test(text));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1);
  const end = rest.findIndex(({ text }) => text === ";" || text === "+");
  const started = end < 0 ? rest : rest.slice(0, end);
  // `{}` stands for what was found below the start.
  const named = words.findIndex(({ text }) => /^-i?name$/.test(text));
  const file = `${words[0]?.text ?? "."}/${named >= 0 ? words[named + 1]?.text ?? "*" : "*"}`.replace(
    "//",
    "/",
  );
  return {
    kind: "words",
    words: started.map((word) =>
      word.text.includes("{}") ? { ...word, text: word.text.replace("{}", file) } : word
    ),
    signals: [],
  };
}

const SSH_VALUED = list("-i -p -l -o -F -J -L -R -D -b -c -e -m -w -W -E -S -Q -B -I -O");

function startedBySsh(words: readonly ShellWord[]): Started | undefined {
  const rest = afterOptions(words, SSH_VALUED).slice(1);
  const command = afterOptions(rest, SSH_VALUED);
  if (command.length === 0) return startedByOption("ssh", words);
  return script(joined(command), "sh", ["remote"]);
}

function startedInContainer(program: string, words: readonly ShellWord[]): Started | undefined {
  const at = words.findIndex(({ text }) => text === "exec" || text === "run");
  if (at < 0) return undefined;
  const verb = words[at]?.text;
  const dashes = words.findIndex(({ text }) => text === "--");
  if (program === "kubectl" || program === "lxc") {
    return dashes > at && dashes + 1 < words.length
      ? { kind: "words", words: words.slice(dashes + 1), signals: ["remote"] }
      : undefined;
  }
  const valued = list(
    "-e -u -w -v -p -l -h -m --env --user --workdir --volume --mount --name --network --entrypoint --env-file --publish --label --platform --memory --cpus --add-host --index",
  );
  const command = afterOptions(words.slice(at + 1), valued).slice(1);
  if (command.length === 0) return undefined;
  return { kind: "words", words: command, signals: verb === "exec" ? ["remote"] : [] };
}

function startedByPowershell(words: readonly ShellWord[]): Started | undefined {
  const encoded = words.findIndex(({ text }) => /^[-/]e(?:c|n|nc|nco|ncodedcommand)?$/i.test(text));
  if (encoded >= 0) {
    return script(words[encoded + 1] ?? joined([]), "powershell", ["obfuscated"]);
  }
  const at = words.findIndex(({ text }) => /^[-/]c(?:ommand|om|omm)?$/i.test(text));
  const rest = at >= 0 ? words.slice(at + 1) : words.filter(({ text }) => !text.startsWith("-"));
  return rest.length === 0 ? undefined : script(joined(rest), "powershell", []);
}
