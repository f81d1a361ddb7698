/** Files that matter, as the shell writes their names. */

const CREDENTIAL_NAMES =
  /^(?:\.env(?:\.(?!example$|sample$|template$|dist$|defaults$)[\w.-]+)?|[._]netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.vault-token|\.htpasswd|\.databrickscfg|\.s3cfg|\.boto|\.terraformrc|\.(?:bash|zsh|sh|psql|mysql|python|node_repl)_history|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\.(?:pem|p12|pfx|jks|keystore|kdbx|ppk|ovpn)|.*[-_.]?(?:private|secret)[-_.]?key.*|key4\.db|logins\.json|cookies\.sqlite|login data|local state|web data|login\.keychain(?:-db)?|wallet\.dat|credentials(?:\.(?:json|ya?ml|toml|db|csv|tfrc\.json))?|\.credentials\.json|secrets?\.(?:json|ya?ml|toml|env|txt)|service[-_]?account.*\.json|application_default_credentials\.json|terraform\.tfstate(?:\.backup)?|kubeconfig|admin\.conf|shadow-?|gshadow-?|master\.passwd|ntds\.dit|rclone\.conf|msal_token_cache.*|accesstokens\.json)$/i;

/** Folders and files by where they are; `~` stands for any home. */
const CREDENTIAL_PLACES: readonly RegExp[] = [
  /^~\/\.ssh(?:\/(?!(?:config|known_hosts.*|.*\.pub|environment)$).*)?$/i,
  /^~\/\.aws(?:\/(?:credentials|sso|cli|\*).*)?$/i,
  /^~\/\.kube(?:\/config.*|\/\*)?$/i,
  /^~\/\.docker\/config\.json$/i,
  /^~\/\.config\/(?:gcloud|gh|git\/credentials|op|solana|rclone|hub)(?:\/.*)?$/i,
  /^~\/\.(?:azure|gnupg|password-store|electrum|bitcoin|ethereum|solana|mozilla\/firefox|thunderbird)(?:\/.*)?$/i,
  /^~\/\.(?:cargo|gem)\/credentials.*$/i,
  /^~\/\.(?:config\/)?composer\/auth\.json$/i,
  /^~\/\.m2\/settings.*\.xml$/i,
  /^~\/\.gradle\/gradle\.properties$/i,
  /^~\/\.terraform\.d\/credentials.*$/i,
  /^~\/\.local\/share\/keyrings.*$/i,
  /^~\/library\/keychains.*$/i,
  /(?:google\/chrome|chromium|brave-browser|microsoft\/edge|google-chrome)\/.*(?:login data|cookies|local state|web data)$/i,
  /^~\/\.(?:codex|claude|gemini)\/.*(?:auth|credential|token).*$/i,
  /^\/etc\/(?:g?shadow-?|master\.passwd|kubernetes\/(?:admin|kubelet)\.conf|krb5\.keytab|ssl\/private(?:\/.*)?)$/i,
  /^\/proc\/(?:self|\d+|\*|\$\$|\$[\w{}]+)\/environ$/i,
  /^\/(?:var\/)?run\/secrets(?:\/.*)?$/i,
  /^(?:%systemroot%|c:\/windows)\/system32\/config\/(?:sam|system|security)$/i,
  /^~\/appdata\/.*(?:login data|cookies|credentials|protect|vault).*$/i,
];

/** Spellings with `*` and `?` are held against these. */
const FAMOUS = [
  "/etc/shadow",
  "~/.ssh/id_rsa",
  "~/.ssh/id_ed25519",
  "~/.aws/credentials",
  ".env",
  "~/.netrc",
  "~/.kube/config",
  "~/.git-credentials",
  "~/.npmrc",
  "~/.gnupg",
  "~/.docker/config.json",
];

/** Names of one home for all: `$HOME`, `/home/ann`, `/Users/ann`, `/root`, `%USERPROFILE%`. */
export function plainPath(text: string): string {
  return text.slice(0, 1_024).replaceAll("\\", "/").replace(/^file:\/\//, "").replace(/\/{2,}/g, "/").replace(
    /\/\.\//g,
    "/",
  )
    .replace(
      /^(?:~[a-z0-9_-]*|\$HOME|\$\{HOME\}|\/home\/[^/]+|\/users\/[^/]+|\/root|\/var\/root|%userprofile%|\$env:userprofile|[a-z]:\/users\/[^/]+)(?=\/|$)/i,
      "~",
    )
    .replace(/^\.\//, "");
}

export function isCredentialPath(text: string): boolean {
  if (text === "" || text.length > 512 || /\s{2}|[\n;]/.test(text)) return false;
  // What a web server has at such a path is no file of this machine; a long query is no pattern of files.
  if (/^(?:https?|wss?):\/\//i.test(text)) return false;
  const path = plainPath(text);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.pub$|^(?:.*[-_.])?(?:public|cert|certificate|ca|chain|fullchain|bundle)[-_.]?(?:key)?\.pem$/i.test(
      name.slice(0, 128),
    )
  ) return false;
  if (
    (name.length <= 128 && CREDENTIAL_NAMES.test(name)) || CREDENTIAL_PLACES.some((place) => place.test(path))
  ) return true;
  return /[*?[]/.test(path) && matchesFamous(path);
}

function matchesFamous(path: string): boolean {
  // Many stars make the comparison costly; nobody names a file that way who has nothing to hide.
  if ((path.match(/\*+/g) ?? []).length > 5 || path.length > 200) return true;
  if (/^[*?.]*$/.test(path.replaceAll("/", ""))) return false;
  const source = path.replace(/[.+^${}()|\\]/g, "\\$&").replace(/\*+/g, "[^/]*").replaceAll("?", "[^/]")
    .replace(/\[(?!\^\/\])[^\]]{0,40}\]/g, "[^/]");
  try {
    const pattern = new RegExp(`^${source}$`, "i");
    return FAMOUS.some((one) => pattern.test(one)) && path.replace(/[*?/]/g, "").length >= 3;
  } catch {
    return false;
  }
}

const PERSISTENT_PLACES: readonly RegExp[] = [
  /^\/etc\/(?:cron.*|anacrontab|systemd\/.*|init\.d.*|rc.*|profile.*|bash\.?bashrc|bashrc|zshrc|zsh\/.*|ld\.so\.preload|ld\.so\.conf.*|pam\.d.*|xdg\/autostart.*|modules.*|update-motd\.d.*|environment)$/i,
  /^\/(?:lib|usr\/lib)\/systemd\/.*$/i,
  /^\/var\/spool\/cron.*$/i,
  /^~\/\.(?:bashrc|bash_profile|bash_login|bash_aliases|bash_logout|profile|zshrc|zprofile|zshenv|zlogin|kshrc|xinitrc|xprofile|inputrc|gitconfig|vimrc)$/i,
  /^~\/\.config\/(?:systemd|autostart|fish\/config\.fish|git\/config).*$/i,
  /^~\/\.ssh\/(?:authorized_keys2?|config|rc|environment)$/i,
  /library\/launch(?:agents|daemons)(?:\/.*)?$/i,
  /(?:^|\/)\.git\/(?:hooks\/.*|config)$/i,
  /(?:^|\/)\.husky\/.+$/i,
  /start menu\/programs\/startup.*$/i,
  // What tells agents what to run.
  /(?:^|\/)(?:\.mcp\.json|mcp\.json|mcp_config\.json|claude_desktop_config\.json|\.claude\/settings(?:\.local)?\.json|\.claude\.json|\.cursor\/(?:mcp|hooks)\.json|\.codex\/config\.toml|\.vscode\/tasks\.json)$/i,
];

/** Whether what is written there runs, or lets in, later. */
export function isPersistentPath(text: string): boolean {
  const path = plainPath(text);
  return PERSISTENT_PLACES.some((place) => place.test(path));
}

/** Whether what is written there gives rights. */
export function isPrivilegePath(text: string): boolean {
  return /^\/etc\/(?:sudoers(?:\.d\/.*)?|passwd|group|doas\.conf|polkit-1\/.*)$/i.test(plainPath(text));
}

/** Disks, system folders and logs: to write over them destroys. */
export function isImportantTarget(text: string): boolean {
  const path = plainPath(text);
  return /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|md|dm-|mapper|mem|kmem|port)/i.test(path) ||
    /^\/(?:etc|boot|bin|sbin|lib|lib64|usr|sys|proc\/sys(?:rq-trigger)?)(?:\/|$)/i.test(path) &&
      !isPersistentPath(text) ||
    /^\/proc\/sysrq-trigger$/.test(path);
}

export function isDisk(text: string): boolean {
  return /^\/dev\/(?:r?disk\d|sd|hd|vd|xvd|nvme|mmcblk|md|dm-|mapper\/)/i.test(text) ||
    /^\\\\\.\\physicaldrive/i.test(text);
}

const DISPOSABLE = new Set(
  ("node_modules dist build out target .next .nuxt .output .cache .turbo .parcel-cache .vite coverage .coverage __pycache__ .pytest_cache " +
    ".mypy_cache .ruff_cache .tox .nox .venv venv .eggs .nyc_output .svelte-kit storybook-static tmp temp .tmp .temp .gradle .dart_tool " +
    "bower_components .angular .docusaurus _site .sass-cache htmlcov site-packages pods deriveddata cmake-build-debug package-lock.json " +
    "yarn.lock test-results playwright-report .terraform cdk.out .serverless .aws-sam .wrangler").split(" "),
);

/** What a build makes again: to delete it with all that is in it costs time and nothing else. */
export function isDisposable(text: string): boolean {
  const path = plainPath(text).replace(/\/+$/, "");
  if (path.includes("..") || /[$`]/.test(path.replace(/^\$TMPDIR\//, ""))) return false;
  if (/^(?:\/tmp|\/var\/tmp|\$TMPDIR|~\/\.cache|~\/library\/caches)\/[^*/]/i.test(path)) return true;
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return DISPOSABLE.has(name) || /^[\w*.-]+\.(?:egg-info|pyc|log|tmp|tsbuildinfo|o|class)$/.test(name) ||
    /^(?:\.?\/)?(?:[\w.-]+\/)*(?:dist|build|out|\.next|coverage|tmp)\/\*$/.test(path);
}
