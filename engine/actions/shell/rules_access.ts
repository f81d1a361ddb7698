/** Commands that read credentials, give rights, or leave something behind. */
import type { CommandArguments } from "./arguments.ts";
import { isCredentialPath, isPersistentPath, isPrivilegePath } from "./paths.ts";
import { type CommandRule, names } from "./rule.ts";

/** Names of variables that hold credentials. */
const SECRET_NAME =
  /(?:^|_)(?:KEY|TOKEN|SECRET|PASS|PASSWD|PASSWORD|CREDENTIALS?|AUTH|PAT|PWD)(?:_|$)|APIKEY|PRIVATE/i;
export const SECRET_VARIABLE = /\$\{?([A-Za-z_]\w{0,80})/g;

export function namesSecretVariable(text: string): boolean {
  for (const [, name = ""] of text.slice(0, 4_096).matchAll(SECRET_VARIABLE)) {
    if (name !== "PWD" && name !== "OLDPWD" && SECRET_NAME.test(name)) return true;
  }
  return false;
}

/** Variables whose credentials open an account, and are never sent in an address. */
const MASTER_KEY =
  /^(?:AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)|G(?:ITHUB|H|ITLAB)_(?:TOKEN|PAT)|NPM_TOKEN|(?:OPENAI|ANTHROPIC)_API_KEY|STRIPE_\w*KEY|DATABASE_URL|SSH_\w*KEY|PGPASSWORD|VAULT_TOKEN|AZURE_CLIENT_SECRET)$/;

export function namesMasterKey(text: string): boolean {
  return [...text.slice(0, 4_096).matchAll(SECRET_VARIABLE)].some(([, name = ""]) => MASTER_KEY.test(name));
}

/** A filter after `env` that asks for something harmless by name. */
const asksHarmless = ({ command }: CommandArguments) => command.feeds === "grep" || command.feeds === "wc";

const dumpsEnvironment = (given: CommandArguments) =>
  given.operands.every((one) => one.includes("=")) && !asksHarmless(given);

export const ACCESS_RULES: readonly CommandRule[] = [
  ["env", dumpsEnvironment, ["credential_read"]],
  [
    "printenv",
    (given) =>
      given.operands.length === 0
        ? !asksHarmless(given)
        : given.operands.some((one) => SECRET_NAME.test(one)),
    ["credential_read"],
  ],
  ["set declare typeset", (given) => given.texts.length === 0 && !asksHarmless(given), ["credential_read"]],
  [
    "export declare typeset",
    (given) => given.texts.length === 1 && /^-[px]+$/.test(given.texts[0] ?? "") && !asksHarmless(given),
    ["credential_read"],
  ],
  [
    "gh",
    (given) =>
      given.sub() === "auth token" || (given.sub() === "auth status" && given.has("-t", "--show-token")),
    ["credential_read"],
  ],
  [
    "aws",
    (given) =>
      /^(?:configure (?:get|export-credentials)|ecr get-login-password|sts (?:get-session-token|assume-role|get-federation-token)|secretsmanager (?:get-secret-value|batch-get-secret-value)|sso get-role-credentials|ssm get-parameters?(?:-by-path)?|codeartifact get-authorization-token|rds generate-db-auth-token|iam create-access-key)$/
        .test(given.sub()),
    ["credential_read"],
  ],
  [
    "gcloud",
    (given) =>
      /\b(?:print-access-token|print-identity-token|print-refresh-token|secrets versions access|iam service-accounts keys create)\b/
        .test(given.sub(6)),
    ["credential_read"],
  ],
  [
    "az",
    (given) =>
      /^(?:account get-access-token|keyvault secret show|ad sp create-for-rbac|storage account keys list|acr credential show)/
        .test(given.sub(4)),
    ["credential_read"],
  ],
  [
    "security",
    (given) => names(given, /^(?:find-(?:generic|internet)-password|dump-keychain|export|find-key)$/),
    ["credential_read"],
  ],
  ["secret-tool", (given) => names(given, /^(?:lookup|search)$/), ["credential_read"]],
  [
    "kubectl oc",
    (given) =>
      (names(given, /^(?:secrets?|secrets?\/.*)$/) && names(given, /^(?:get|describe)$/)) ||
      (/^config view/.test(given.sub()) && given.has("--raw")) || given.sub() === "create token",
    ["credential_read"],
  ],
  ["vault", (given) => /^(?:kv get|read|token create|print token|login)/.test(given.sub()), [
    "credential_read",
  ]],
  ["op", (given) => /^(?:read|item get|inject|document get)/.test(given.sub()), ["credential_read"]],
  [
    "pass gopass",
    (given) => !names(given, /^(?:insert|generate|init|ls|list|find|git)$/) && given.operands.length > 0,
    ["credential_read"],
  ],
  ["bw lpass", (given) => names(given, /^(?:get|show|export|list)$/), ["credential_read"]],
  [
    "git",
    (given) =>
      /^credential (?:fill|get)/.test(given.sub()) || /^credential-(?:store|cache) get/.test(given.sub()),
    ["credential_read"],
  ],
  ["npm yarn pnpm", (given) => /_auth/i.test(given.sub(4)) || given.sub() === "token create", [
    "credential_read",
  ]],
  ["heroku", (given) => /^(?:config|auth:token|config:get)/.test(given.sub(1)), ["credential_read"]],
  [
    "fly flyctl doctl vercel netlify railway",
    (given) => /^(?:auth token|tokens? (?:create|list)|env pull|variables?$)/.test(given.sub()),
    ["credential_read"],
  ],
  ["doppler infisical chamber", (given) => names(given, /^(?:secrets|export|download|read)$/), [
    "credential_read",
  ]],
  ["gpg gpg2", (given) => given.texts.some((text) => text.startsWith("--export-secret")), [
    "credential_read",
  ]],
  ["mimikatz lazagne secretsdump secretsdump.py hashdump laZagne pypykatz", null, ["credential_read"]],
  ["sops age", (given) => given.has("-d", "--decrypt", "decrypt") || names(given, /^decrypt$/), [
    "credential_read",
  ]],
  [
    "echo printf print",
    (given) => given.command.words.some(({ text }) => namesSecretVariable(text)) && !feedsLogin(given),
    ["credential_read"],
  ],
  ["cmdkey", (given) => given.texts.some((text) => /^\/list/i.test(text)), ["credential_read"]],

  ["crontab", (given) => !given.has("-l", "-r"), ["persistence"]],
  ["at batch", (given) => given.operands.length > 0, ["persistence"]],
  ["systemctl", (given) => names(given, /^(?:enable|link|edit|set-default)$/), ["persistence"]],
  ["launchctl", (given) => names(given, /^(?:load|bootstrap|enable|submit)$/), ["persistence"]],
  ["update-rc.d chkconfig rc-update", null, ["persistence"]],
  ["ssh-copy-id", null, ["persistence"]],
  [
    "git",
    (given) =>
      /^config/.test(given.sub(1)) &&
      names(
        given,
        /^(?:core\.(?:hooksPath|sshCommand|editor|pager|fsmonitor)|alias\..*|credential\.helper|url\..*\.insteadOf|filter\..*|diff\.external|protocol\..*|http\.proxy)$/i,
      ),
    ["persistence"],
  ],
  ["claude codex cursor", (given) => /^mcp add/.test(given.sub()), ["persistence"]],

  ["useradd adduser usermod groupadd groupmod gpasswd newusers visudo passwd chpasswd vipw", null, [
    "privilege",
  ]],
  ["chmod", (given) => names(given, /^(?:[ugoa]*\+[rwx]*s[rwx]*|0?[4-7][0-7]{3})$/), ["privilege"]],
  ["setcap", null, ["privilege"]],
  ["setfacl", (given) => given.has("-m", "-M", "--modify"), ["privilege"]],
  ["dscl", (given) => given.texts.some((text) => /^-?(?:create|append|passwd)$/.test(text)), ["privilege"]],
  ["insmod modprobe kextload", null, ["privilege"]],
  [
    "docker podman nerdctl",
    (given) =>
      given.has("--privileged", "--pid=host") ||
      given.texts.some((text) =>
        /^(?:--volume=|-v=?|--mount=)?\/(?::|var\/run\/docker\.sock)/.test(text) || /^--cap-add/.test(text) ||
        text === "--pid=host"
      ),
    ["privilege"],
  ],
  [
    "kubectl oc",
    (given) =>
      names(given, /^(?:clusterrolebinding|rolebinding|clusterrole|role|serviceaccount)$/) &&
      names(given, /^(?:create|edit|patch)$/),
    ["privilege"],
  ],
  [
    "gcloud",
    (given) => given.operands.includes("add-iam-policy-binding") || given.operands.includes("set-iam-policy"),
    ["privilege"],
  ],
  ["az", (given) => /^role assignment create/.test(given.sub(3)), ["privilege"]],
  ["gh", (given) => /^(?:secret set|ssh-key add|gpg-key add|auth refresh)/.test(given.sub()), ["privilege"]],
];

const feedsLogin = ({ command }: CommandArguments) =>
  command.feeds !== undefined &&
  /^(?:docker|podman|gh|helm|oras|skopeo|crane|npm|pulumi|vault|wc|aws|base64)$/.test(command.feeds) &&
  command.feeds !== "base64";

/** Programs that name a credential file without showing what is in it. */
const NOT_READERS = new Set(
  ("ls stat test [ [[ chmod chown chgrp touch rm rmdir mkdir ssh ssh-add ssh-keygen ssh-keyscan ssh-copy-id echo printf which file docker docker-compose " +
    "podman cd pushd source . direnv kubectl helm terraform shred unlink trash basename dirname realpath readlink export unset alias du df wc " +
    "git gitleaks trufflehog detect-secrets gh vercel export read set local declare ln sha256sum md5sum shasum cmp chattr setfacl getfacl [[ : true false exit return pwd find fd locate")
    .split(" "),
);

/** Programs whose last operand is written, not read. */
const COPIERS = new Set(["cp", "mv", "install", "ln", "tee"]);

/** Options whose value is a credential that is used, not read out. */
const USES =
  /^(?:-i|--env-file|--kubeconfig|--identity-file|--key|--cert|--cacert|--private-key|--netrc-file|--ssl-key|-identity|--token-file|--credentials?|-E|--from-env-file|--config|--from-file)$/;

/** Whether a command shows the content of a credential file. */
export function readsCredentialFile(given: CommandArguments): boolean {
  const { command, texts } = given;
  if (command.redirects.some(({ operator, target }) => operator === "<" && isCredentialPath(target.text))) {
    return true;
  }
  if (command.program === "git") return givesAwayByGit(given);
  if (NOT_READERS.has(command.program)) return false;
  const until = COPIERS.has(command.program) ? lastOperand(texts) : texts.length;
  return texts.some((text, i) => {
    if (i >= until && !(command.program === "tee")) return false;
    if (command.program === "tee" || USES.test(texts[i - 1] ?? "")) return false;
    const value = /^(?:-[\w-]{1,40}[=@]?|@|if=)?(.+)$/s.exec(text)?.[1] ?? text;
    return isCredentialPath(text) || isCredentialPath(value.replace(/^@/, "").replace(/^[\w.-]+=@?/, ""));
  });
}

function givesAwayByGit({ operands }: CommandArguments): boolean {
  return operands[0] === "add" && operands.slice(1).some(isCredentialPath);
}

function lastOperand(texts: readonly string[]): number {
  for (let i = texts.length - 1; i >= 0; i--) if (!texts[i]?.startsWith("-")) return i;
  return texts.length;
}

/** Files a command writes: redirections, and the targets of `tee`, `cp`, `mv`, `ln`, `sed -i`. */
export function writtenFiles(given: CommandArguments): readonly string[] {
  const { command, operands } = given;
  const redirected = command.redirects.filter(({ operator }) => /^(?:>|>>|>\||&>|&>>|<>)$/.test(operator))
    .map(({ target }) => target.text);
  switch (command.program) {
    case "tee":
      return [...redirected, ...operands];
    case "cp":
    case "mv":
    case "install":
    case "ln":
    case "rsync":
      return [...redirected, ...operands.slice(-1)];
    case "sed":
      return given.has("-i", "--in-place") || given.texts.some((text) => text.startsWith("-i"))
        ? [...redirected, ...operands.slice(1)]
        : redirected;
    case "dd":
      return [
        ...redirected,
        ...given.texts.filter((text) => text.startsWith("of=")).map((text) => text.slice(3)),
      ];
    case "out-file":
    case "set-content":
    case "add-content":
      return [...redirected, ...operands.slice(0, 1)];
    default:
      return redirected;
  }
}

export const writesPersistence = (given: CommandArguments): boolean =>
  writtenFiles(given).some(isPersistentPath);
export const writesPrivilege = (given: CommandArguments): boolean =>
  writtenFiles(given).some(isPrivilegePath);
