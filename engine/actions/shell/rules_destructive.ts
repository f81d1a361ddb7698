/** Commands that delete, wipe or stop. */
import { readSql } from "../sql/reading.ts";
import type { CommandArguments } from "./arguments.ts";
import { isDisk, isDisposable, isImportantTarget } from "./paths.ts";
import { type CommandRule, names } from "./rule.ts";

const isRecursive = (given: CommandArguments) => given.has("-r", "-R", "--recursive");
const wipesTree = (given: CommandArguments) =>
  (isRecursive(given) && given.operands.length > 0 && !given.operands.every(isDisposable)) ||
  given.operands.some((one) =>
    /^(?:\/|~|\$HOME|\.\.?)?\/?\*+(?:\.\*)?$/.test(one) || isImportantTarget(one) ||
    one === "--no-preserve-root"
  ) ||
  // With xargs the targets only come when it runs.
  (isRecursive(given) && given.operands.length === 0);

const findDeletes = (given: CommandArguments) => given.texts.includes("-delete");
const findIsNarrow = (given: CommandArguments) =>
  given.texts.some((text) => /^-(?:i?name|i?path|i?regex)$/.test(text)) &&
  !/^(?:[/~]|\$HOME|\/home.*|\/etc.*)\/?$/.test(given.operands[0] ?? ".") &&
  !given.texts.includes("*");

/** SQL that a client is given: `-c`, `-e`, `--command`, standard input. */
export function sqlOf(given: CommandArguments): string {
  const { command, texts } = given;
  const flagged = texts.flatMap((text, i) =>
    /^(?:-c|-e|--command|--execute|-Q|-q|--query)$/.test(text) ? [texts[i + 1] ?? ""] : []
  );
  const joined = texts.flatMap((text) => /^(?:-c|-e|--command=|--execute=)(.+)$/s.exec(text)?.[1] ?? []);
  return [
    ...flagged,
    ...joined,
    command.program.startsWith("sqlite") ? given.operands.slice(1).join(" ") : "",
    command.stdin ?? "",
  ].join(";\n");
}

const sqlIs = (...categories: readonly string[]) => (given: CommandArguments) =>
  categories.includes(readSql(sqlOf(given)).category);
export const SQL_CLIENTS =
  "psql mysql mariadb sqlite3 sqlite sqlcmd mssql-cli clickhouse-client duckdb bq snowsql cockroach pgcli mycli sqlplus";

const gitSub = (given: CommandArguments) =>
  given.operands.find((one) => !one.includes("=") && !one.includes("/")) ?? "";
const git = (sub: string, when?: (given: CommandArguments) => boolean) => (given: CommandArguments) =>
  gitSub(given) === sub && (when?.(given) ?? true);

export const DESTRUCTIVE_RULES: readonly CommandRule[] = [
  ["rm grm srm trash", wipesTree, ["destructive"]],
  ["rm grm srm rmdir unlink trash", null, ["deletes"]],
  ["find", (given) => findDeletes(given) && !findIsNarrow(given), ["destructive"]],
  ["find", findDeletes, ["deletes"]],
  [
    "shred wipe blkdiscard wipefs mkswap mke2fs mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.ntfs mkfs.fat newfs",
    null,
    ["destructive"],
  ],
  [
    "fdisk sfdisk sgdisk gdisk parted cfdisk",
    (given) => !given.has("-l", "--list", "-p") && !names(given, /^print$/),
    ["destructive"],
  ],
  ["cryptsetup", (given) => names(given, /^(?:luksFormat|erase|luksErase|format)$/), ["destructive"]],
  ["hdparm nvme", (given) => given.texts.some((text) => /erase|format|sanitize/.test(text)), ["destructive"]],
  ["diskutil", (given) => names(given, /^(?:erase|partition|zero|secureErase|apfs)/i), ["destructive"]],
  [
    "lvremove vgremove pvremove zpool zfs btrfs",
    (given) => given.command.program.endsWith("remove") || names(given, /^(?:destroy|delete)$/),
    ["destructive"],
  ],
  [
    "dd",
    (given) =>
      given.texts.some((text) =>
        text.startsWith("of=") && (isDisk(text.slice(3)) || isImportantTarget(text.slice(3)))
      ),
    ["destructive"],
  ],
  ["cp mv tee install dd", (given) => isDisk(given.operands.at(-1) ?? ""), ["destructive"]],
  ["cp", (given) => given.operands[0] === "/dev/null", ["destructive"]],
  ["mv", (given) => given.operands.at(-1) === "/dev/null", ["destructive"]],
  [
    "mv",
    (given) =>
      given.operands.slice(0, -1).some((one) =>
        /^(?:\/|~|\$HOME|\/(?:etc|usr|bin|sbin|lib|lib64|boot|var|home|root|opt|srv))\/?\*?$/.test(one)
      ),
    ["destructive"],
  ],
  ["truncate", (given) => given.texts.some((text) => /^(?:-s0?|--size=0|0)$/.test(text)), ["destructive"]],
  [
    "rsync",
    (given) => given.texts.some((text) => text.startsWith("--delete") || text === "--remove-source-files"),
    ["destructive"],
  ],
  [
    "chmod chown chgrp",
    (given) =>
      isRecursive(given) &&
      (names(given, /^0?(?:777|000|666|a\+rwx|ugo\+rwx)$/) ||
        names(given, /^(?:\/|~|\$HOME|\/(?:etc|usr|bin|var|home|boot|lib))\/?\*?$/)),
    ["destructive"],
  ],
  ["chmod", (given) => names(given, /^0?(?:777|666|a\+rwx|ugo\+rwx|o\+w)$/), ["privilege"]],

  [
    "git",
    git("push", (given) =>
      given.has("-f", "--force", "--mirror", "--delete", "-d", "--force-with-lease") ||
      names(given, /^\+|^:./)),
    ["destructive", "publishes"],
  ],
  ["git", git("push"), ["publishes"]],
  ["git", git("reset", (given) => given.has("--hard")), ["destructive"]],
  ["git", git("clean", (given) => given.has("-f", "--force") && !given.has("-n", "--dry-run")), [
    "destructive",
  ]],
  [
    "git",
    (given) =>
      /^(?:filter-branch|filter-repo|update-ref|gc|reflog|prune)$/.test(gitSub(given)) &&
      (given.has("-d", "--prune", "--expire", "--force") || /^filter/.test(gitSub(given)) ||
        names(given, /^(?:expire|delete)$/)),
    ["destructive"],
  ],
  ["git", git("stash", (given) => names(given, /^(?:clear|drop)$/)), ["destructive"]],
  ["git", git("branch", (given) => given.has("-D", "-d", "--delete")), ["deletes"]],
  ["git", git("tag", (given) => given.has("-d", "--delete")), ["deletes"]],
  [
    "git",
    git(
      "checkout",
      (given) => given.texts.includes("--") && given.texts.at(-1) === "." || given.texts.includes("-f"),
    ),
    ["destructive"],
  ],
  ["git", git("restore", (given) => names(given, /^\.$/) && !given.has("--staged", "-S")), ["destructive"]],
  ["git", git("rm", isRecursive), ["destructive"]],
  ["git", git("rm"), ["deletes"]],

  [SQL_CLIENTS, sqlIs("destroy"), ["destructive"]],
  [SQL_CLIENTS, sqlIs("delete"), ["deletes"]],
  [SQL_CLIENTS, sqlIs("identity"), ["privilege"]],
  [SQL_CLIENTS, sqlIs("execute"), ["runs_code"]],
  [
    "dropdb dropuser mysqladmin",
    (given) => given.command.program.startsWith("drop") || names(given, /^(?:drop|shutdown)$/),
    ["destructive"],
  ],
  [
    "redis-cli valkey-cli",
    (given) =>
      names(given, /^(?:flushall|flushdb|shutdown)$/i) ||
      /\bflush(?:all|db)\b/i.test(given.command.stdin ?? ""),
    ["destructive"],
  ],
  ["redis-cli valkey-cli", (given) => names(given, /^(?:del|unlink)$/i), ["deletes"]],
  [
    "mongo mongosh",
    (given) =>
      [...given.texts, given.command.stdin ?? ""].some((text) =>
        /\.(?:drop(?:Database|Collection|Indexes)?|deleteMany|remove)\s*\(/.test(text.slice(0, 65_536))
      ),
    ["destructive"],
  ],
  ["mongorestore pg_restore", (given) => given.has("--drop", "--clean", "-c"), ["destructive"]],
  [
    "prisma rails rake alembic knex sequelize supabase artisan",
    (given) =>
      given.texts.some((text) =>
        /^(?:db:(?:drop|reset|purge|truncate.*)|migrate:(?:fresh|reset)|reset|--force-reset|drop|--accept-data-loss|db:drop:_unsafe|db:migrate:undo:all)$/
          .test(text)
      ),
    ["destructive"],
  ],

  [
    "kubectl oc k9s",
    (given) =>
      names(given, /^(?:delete|drain)$/) || given.texts.some((text) => /^--replicas=0$|^--prune$/.test(text)),
    ["destructive"],
  ],
  [
    "kubectl oc",
    (given) =>
      names(
        given,
        /^(?:apply|create|patch|replace|edit|scale|set|rollout|label|annotate|cordon|uncordon|taint|expose|run|autoscale)$/,
      ),
    ["deploys"],
  ],
  ["helm", (given) => names(given, /^(?:uninstall|delete|del)$/), ["destructive"]],
  ["helm", (given) => names(given, /^(?:install|upgrade|rollback)$/), ["deploys"]],
  [
    "terraform tofu terragrunt pulumi cdk sam serverless sls",
    (given) =>
      names(given, /^(?:destroy|remove|delete|down|state rm|taint|force-unlock)$/) ||
      given.texts.some((text) => /^-?-destroy$/.test(text)),
    ["destructive"],
  ],
  [
    "terraform tofu terragrunt pulumi cdk sam serverless sls",
    (given) => names(given, /^(?:apply|up|deploy|import)$/),
    ["deploys"],
  ],
  [
    "docker podman nerdctl",
    (given) =>
      /^(?:system|volume|image|builder|network|container) prune/.test(given.sub()) ||
      /^volume (?:rm|remove)/.test(given.sub()) ||
      (given.sub(1) === "compose" && names(given, /^down$/) && given.has("-v", "--volumes", "--rmi")),
    ["destructive"],
  ],
  ["docker-compose", (given) => names(given, /^down$/) && given.has("-v", "--volumes", "--rmi"), [
    "destructive",
  ]],
  ["docker podman nerdctl", (given) => names(given, /^(?:rm|rmi|kill)$/), ["deletes"]],
  ["vagrant minikube kind k3d", (given) => names(given, /^(?:destroy|delete)$/), ["destructive"]],

  ["kill", (given) => given.texts.includes("-1") || given.texts.includes("1"), ["destructive"]],
  [
    "killall pkill",
    (given) => given.has("-9", "-KILL", "-u") && given.operands.length === 0 || names(given, /^(?:\.\*?|-)$/),
    ["destructive"],
  ],
  ["crontab", (given) => given.has("-r"), ["destructive"]],
  ["shutdown reboot halt poweroff", null, ["disruptive"]],
  ["init telinit", (given) => names(given, /^[06]$/), ["disruptive"]],
  [
    "systemctl service rc-service",
    (given) => names(given, /^(?:stop|disable|mask|kill|isolate|poweroff|reboot|restart|halt)$/),
    ["disruptive"],
  ],
  ["userdel deluser groupdel", null, ["destructive", "privilege"]],
  ["apt apt-get yum dnf pacman brew pip pip3 npm", (given) => names(given, /^(?:purge|autoremove)$/), [
    "deletes",
  ]],

  [
    "iptables ip6tables ebtables",
    (given) => given.has("-F", "--flush", "-X", "-Z") || (given.has("-P") && names(given, /^ACCEPT$/)),
    ["destructive", "weakens_defence"],
  ],
  ["nft", (given) => names(given, /^flush$/), ["destructive", "weakens_defence"]],
  [
    "ufw firewall-cmd",
    (given) => names(given, /^(?:disable|reset)$/) || given.texts.includes("--panic-off"),
    ["weakens_defence"],
  ],
  ["setenforce", (given) => names(given, /^(?:0|permissive)$/i), ["weakens_defence"]],
  [
    "systemctl service",
    (given) =>
      names(given, /^(?:stop|disable|mask)$/) &&
      names(
        given,
        /(?:firewalld|ufw|iptables|auditd|apparmor|falco|fail2ban|clamav|crowdstrike|falcon|osquery|rsyslog|sshguard)/i,
      ),
    ["weakens_defence"],
  ],
  ["spctl csrutil", (given) => given.texts.some((text) => /disable/.test(text)), ["weakens_defence"]],
  ["auditctl", (given) => given.has("-D") || given.texts.join(" ").includes("-e 0"), ["weakens_defence"]],
  ["history", (given) => given.has("-c", "-w"), ["weakens_defence"]],
  [
    "unset export set",
    (given) =>
      given.texts.some((text) => /^(?:HISTFILE|HISTSIZE=0|HISTFILESIZE=0|HISTFILE=\/dev\/null)/.test(text)),
    ["weakens_defence"],
  ],
  ["journalctl", (given) => given.texts.some((text) => text.startsWith("--vacuum")), [
    "destructive",
    "weakens_defence",
  ]],
  ["sysctl", (given) => given.has("-w") || given.texts.some((text) => text.includes("=")), ["privilege"]],
];
