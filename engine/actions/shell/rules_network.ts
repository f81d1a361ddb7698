/** Commands that send something away, open a way in, publish or install. */
import type { CommandArguments } from "./arguments.ts";
import { type CommandRule, names } from "./rule.ts";

const isFed = ({ command }: CommandArguments) =>
  command.fedBy.length > 0 || command.stdin !== undefined ||
  command.redirects.some(({ operator }) => operator === "<");
const hasSubstitution = ({ command }: CommandArguments) =>
  command.words.some(({ inner }) => inner.length > 0);

/** `host:path`, `user@host:path`, `rsync://…`, and no Windows drive. */
const REMOTE_PATH = /^(?:[\w.-]+@[\w.-]+|[\w.-]{2,}):(?!\\)|^(?:rsync|sftp|scp|ftp):\/\//;
const CLOUD_PATH = /^(?:s3|gs|gcs|az|r2|b2|oss|https?):\/\//;

const copiesOut = (given: CommandArguments) => REMOTE_PATH.test(given.operands.at(-1) ?? "");

export const NETWORK_RULES: readonly CommandRule[] = [
  [
    "nc ncat netcat socat telnet",
    (given) =>
      given.has("-e", "-c", "--exec", "--sh-exec") ||
      given.texts.some((text) => /^(?:exec|system):/i.test(text)),
    ["reverse_shell"],
  ],
  [
    "nc ncat netcat socat telnet",
    (given) => given.has("-l", "-lvp", "--listen") || given.texts.some((text) => /listen/i.test(text)),
    ["opens_tunnel"],
  ],
  ["nc ncat netcat socat telnet", isFed, ["sends_file"]],
  ["openssl", (given) => names(given, /^s_client$/) && isFed(given), ["sends_file"]],
  ["scp rsync rcp pscp unison", copiesOut, ["sends_file"]],
  [
    "sftp ftp lftp tftp ncftpput",
    (given) => isFed(given) || given.texts.some((text) => /\bput\b/.test(text)),
    ["sends_file"],
  ],
  ["ssh", (given) => isFed(given), ["sends_file"]],
  ["ssh autossh", (given) => given.has("-R", "-D", "-w"), ["opens_tunnel"]],
  ["ngrok cloudflared bore lt localtunnel chisel frpc tailscale zrok pinggy serveo inlets", null, [
    "opens_tunnel",
  ]],
  [
    "aws",
    (given) =>
      /^s3 (?:cp|mv|sync)$/.test(given.sub()) && CLOUD_PATH.test(given.operands.at(-1) ?? "") &&
      !CLOUD_PATH.test(given.operands.at(-2) ?? ""),
    ["sends_file"],
  ],
  [
    "gsutil",
    (given) =>
      names(given, /^(?:cp|mv|rsync)$/) && CLOUD_PATH.test(given.operands.at(-1) ?? "") &&
      !CLOUD_PATH.test(given.operands.at(-2) ?? ""),
    ["sends_file"],
  ],
  [
    "gcloud",
    (given) => /^storage (?:cp|mv|rsync)/.test(given.sub()) && CLOUD_PATH.test(given.operands.at(-1) ?? ""),
    ["sends_file"],
  ],
  [
    "azcopy rclone s3cmd mc b2 s5cmd",
    (given) => names(given, /^(?:copy|cp|sync|move|mv|put|upload|upload-file|copyto|rcat)$/),
    ["sends_file"],
  ],
  ["az", (given) => /^storage blob upload/.test(given.sub(3)), ["sends_file"]],
  ["mail mailx mutt sendmail swaks msmtp ssmtp s-nail", null, ["sends_file"]],
  ["croc wormhole transfer.sh ffsend onionshare magic-wormhole", (given) => !names(given, /^receive$/), [
    "sends_file",
  ]],
  ["dig nslookup host drill ping ping6 traceroute resolvectl getent", hasSubstitution, ["sends_file"]],
  ["xargs", (given) => names(given, /^(?:dig|nslookup|host|drill|ping)$/), ["sends_file"]],
  ["logger", (given) => given.has("-n", "--server"), ["sends_file"]],
  [
    "gh",
    (given) =>
      /^(?:gist create|release upload|release create|repo create|pr create|issue create|pr merge|pr comment|issue comment|workflow run)/
        .test(given.sub()),
    ["publishes"],
  ],
  ["gh", (given) => /^(?:gist create|release upload)/.test(given.sub()), ["sends_file"]],
  ["gh", (given) => /^(?:repo delete|secret delete|release delete|repo archive)/.test(given.sub()), [
    "destructive",
  ]],
  ["glab", (given) => /^(?:repo delete|project delete)/.test(given.sub()), ["destructive"]],
  ["npm pnpm yarn bun", (given) => names(given, /^(?:publish)$/), ["publishes"]],
  ["npm", (given) => names(given, /^(?:unpublish|deprecate)$/), ["destructive", "publishes"]],
  ["twine cargo gem poetry uv hatch flit", (given) => names(given, /^(?:upload|publish|push)$/), [
    "publishes",
  ]],
  ["docker podman skopeo crane", (given) => names(given, /^(?:push|copy)$/), ["publishes"]],
  ["svn hg", (given) => names(given, /^(?:commit|push|import)$/), ["publishes"]],
  [
    "vercel netlify fly flyctl heroku firebase wrangler railway surge gcloud eb serverless amplify kamal cap fastlane ansible-playbook",
    (given) =>
      names(given, /^(?:deploy|publish|up|releases?|promote|rollback|--prod|.*\.ya?ml)$/) ||
      given.has("--prod"),
    ["deploys"],
  ],
  [
    "heroku fly flyctl vercel netlify firebase wrangler railway doctl linode-cli hcloud scw",
    (given) => given.operands.some((one) => /(?:^|:)(?:destroy|delete|rm|remove|reset)$/.test(one)),
    ["destructive"],
  ],
  [
    "npm pnpm yarn bun pip pip3 pipx uv gem cargo go apt apt-get yum dnf apk pacman brew snap flatpak choco winget conda mamba",
    (given) => names(given, /^(?:install|i|add|ci|sync|get|upgrade|-S)$/),
    ["installs"],
  ],
  ["npx bunx pnpx uvx dlx", null, ["installs", "runs_code"]],
  ["python python3", (given) => given.texts.join(" ").startsWith("-m http.server"), ["opens_tunnel"]],
];

/** `/dev/tcp/host/port`, as Bash reads and writes it. */
export const DEV_TCP = /^\/dev\/(?:tcp|udp)\//;
