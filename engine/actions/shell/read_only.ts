/** Commands that only look. What is not listed here is taken to change something. */
import type { CommandArguments } from "./arguments.ts";
import { readSql } from "../sql/reading.ts";
import { writtenFiles } from "./rules_access.ts";
import { SQL_CLIENTS, sqlOf } from "./rules_destructive.ts";

const list = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const LOOKERS = list(
  "ls dir cat bat head tail wc grep egrep fgrep rg ag ack tree stat file du df pwd whoami id groups uname hostname date uptime ps top htop free " +
    "which type whereis echo printf print sort uniq cut tr diff cmp comm md5sum sha1sum sha256sum shasum cksum basename dirname realpath " +
    "readlink test [ [[ true false : sleep cd pushd popd less more nl od xxd hexdump strings column paste join fold rev tac seq expr bc man " +
    "jq yq xq lsof netstat ss dig nslookup host ping traceroute lscpu lsblk lsusb lspci dmesg journalctl env printenv set export local declare " +
    "unset alias return exit wait cal locale getconf nproc arch tty clear zcat zgrep base64 base32 fd locate get-childitem get-content " +
    "get-location get-process get-date select-string select-object where-object measure-object write-output write-host out-host sort-object " +
    "format-table format-list findstr where ver systeminfo tasklist ipconfig gc gci gl gps shift read trap umask getopts let time tldr exa eza lsd cloc tokei",
);

/** Programs whose first operands say whether they look. */
const SUBCOMMANDS: Readonly<Record<string, RegExp>> = {
  git:
    /^(?:log|status|diff|show|rev-parse|ls-files|ls-tree|ls-remote|blame|describe|shortlog|cat-file|rev-list|name-rev|grep|help|version|merge-base|whatchanged|count-objects|for-each-ref|show-ref|var|check-ignore|fetch|remote(?: (?:-v|show|get-url).*)?|branch|tag|stash (?:list|show)|config (?:get|list)|reflog(?: show)?|worktree list|submodule status)$/,
  kubectl:
    /^(?:get|describe|logs|top|explain|version|cluster-info|api-resources|api-versions|config (?:view|get-contexts|current-context|get-clusters)|auth (?:can-i|whoami)|diff|events|rollout (?:status|history))/,
  oc: /^(?:get|describe|logs|whoami|version|status|projects)/,
  docker:
    /^(?:ps|images|inspect|logs|info|version|stats|top|history|port|search|diff|events|compose (?:ps|logs|config|images|ls)|(?:image|container|volume|network|context) (?:ls|inspect|list)|system (?:df|info))/,
  podman: /^(?:ps|images|inspect|logs|info|version|stats|top|history|port)/,
  helm: /^(?:list|ls|status|get|history|search|show|template|lint|version|env)/,
  terraform: /^(?:show|plan|validate|fmt|output|state (?:list|show)|version|providers|graph)/,
  tofu: /^(?:show|plan|validate|output|state (?:list|show)|version|providers|graph)/,
  npm: /^(?:ls|list|view|info|show|outdated|audit|ping|whoami|root|prefix|help|search|explain|why|-v)/,
  yarn: /^(?:list|info|why|outdated|audit)/,
  pnpm: /^(?:ls|list|why|outdated|audit)/,
  pip: /^(?:list|show|freeze|check|index|search)/,
  pip3: /^(?:list|show|freeze|check|index|search)/,
  cargo: /^(?:tree|search|metadata|version|info|locate-project)/,
  go: /^(?:version|env|list|doc)/,
  gh:
    /^(?:pr (?:view|list|diff|status|checks)|issue (?:view|list|status)|repo (?:view|list)|run (?:view|list|watch)|release (?:view|list)|search|status|auth status|workflow (?:view|list)|gist (?:view|list)|label list)/,
  systemctl: /^(?:status|list-.*|is-active|is-enabled|is-failed|show|cat)/,
  crontab: /^$/,
  brew: /^(?:list|info|search|outdated|deps|doctor|config)/,
  apt: /^(?:list|show|search|policy)/,
  "apt-cache": /./,
  "apt-get": /^$/,
  dpkg: /^$/,
  rpm: /^$/,
  ip: /^(?:a|addr|address|route|r|link|neigh)(?: (?:show|list|ls))?$/,
  ifconfig: /^[\w.]*$/,
  mount: /^$/,
  make: /^$/,
  node: /^$/,
  python: /^$/,
  python3: /^$/,
  deno: /^(?:info|doc|types|lint|check)/,
};

const SQL_PROGRAMS = list(SQL_CLIENTS);

/** Whether a command changes nothing. */
export function onlyLooks(given: CommandArguments): boolean {
  const { command, operands, texts } = given;
  const { program } = command;
  if (
    writtenFiles(given).some((file) =>
      !/^\/dev\/(?:null|stdout|stderr|fd\/\d+|tty)$|^&?\d+$|^\$null$|^nul$/i.test(file)
    )
  ) return false;
  if (program === "") return true;
  if (LOOKERS.has(program)) return true;
  if (SQL_PROGRAMS.has(program)) return /\w/.test(sqlOf(given)) && readSql(sqlOf(given)).verb === "READ";
  // What `-exec` starts is judged by itself.
  if (program === "find") {
    return !texts.some((text) => /^-(?:delete|fprint|fprint0|fprintf|fls)$/.test(text));
  }
  if (program === "sed") {
    return !texts.some((text) => /^(?:-i|--in-place|-[nErsuz]*i)/.test(text)) &&
      !texts.some((text) => /(?:^|[;\d}/])\s*[we]\s|\/[gip]*[we]\s/.test(text.slice(0, 1_000)));
  }
  if (program === "awk" || program === "gawk") {
    return !texts.some((text) => /system\s*\(|getline|[>|]\s*"/.test(text.slice(0, 4_096)));
  }
  if (program === "tee") return operands.length === 0;
  if (
    program === "xargs" || program === "sudo" || program === "env" || program === "timeout" ||
    program === "command" || program === "nohup" || program === "time" || program === "nice"
  ) {
    // What they start is judged by itself.
    return true;
  }
  if (texts.length === 1 && /^(?:--?version|-V|--help|-h)$/.test(texts[0] ?? "")) return true;
  return looksBySubcommand(given);
}

function looksBySubcommand({ command, operands, texts }: CommandArguments): boolean {
  const pattern = Object.hasOwn(SUBCOMMANDS, command.program) ? SUBCOMMANDS[command.program] : undefined;
  if (pattern === undefined) return false;
  if (command.program === "crontab") return texts.join(" ") === "-l";
  if (command.program === "dpkg" || command.program === "rpm") {
    return texts.every((text) => /^-[lLsqSai]+$/.test(text) || !text.startsWith("-"));
  }
  if (/^(?:make|node|python3?|apt-get|mount)$/.test(command.program)) {
    return command.program === "mount" && texts.length === 0;
  }
  const sub = operands[0] ?? "";
  if (command.program === "git") {
    if (sub === "branch" || sub === "tag") {
      return operands.length <= 1 ||
        texts.some((text) => /^(?:-l|--list|--contains|--merged|-a|-r|-v|-vv)$/.test(text)) &&
          !texts.some((text) => /^-(?:d|D|m|M|f)$/.test(text));
    }
    if (sub === "config") return texts.some((text) => /^(?:--get|--list|-l|--get-all|get|list)$/.test(text));
    if (
      texts.some((text) =>
        text.startsWith("--output") || text === "-c" || text.startsWith("--upload-pack") ||
        text.startsWith("--exec")
      )
    ) return false;
    return pattern.test(sub) || pattern.test(operands.slice(0, 2).join(" "));
  }
  return pattern.test(operands.slice(0, 3).join(" "));
}
