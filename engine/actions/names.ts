/** What a name alone tells about an operation: MCP tools, RPC methods and AWS actions are named after what they do. */
import type { Verb } from "../types.ts";

export interface NameReading {
  readonly verb: Verb;
  readonly category: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const READ = words(
  "get list read search find fetch query lookup describe show view count check browse download export preview status info " +
    "history select scan validate diff stat stats head tail grep glob summarize analyze inspect retrieve ls cat has is test ping whoami",
);
/** These change something wherever they stand in a name. */
const CHANGE = words(
  "create delete remove add insert write send execute exec destroy drop purge wipe erase truncate terminate put upload append " +
    "modify edit patch upsert replace rename revoke grant invite deploy publish",
);
const JOIN = words("and then or");
const DELETE = words("delete remove erase unlink trash clear uninstall kill archive rm del");
const DESTROY = words("drop destroy purge wipe truncate terminate format reset nuke prune");
/** To delete one of these is to destroy all that is in it. */
const CONTAINER = words(
  "repo repository bucket database db table schema project org organization account user users all cluster volume vm instance " +
    "instances snapshot backup workspace namespace collection index tenant stack vault key",
);
const PAYMENT = words(
  "pay payment payments charge refund transfer payout disburse disbursement purchase checkout withdraw withdrawal wire invoice buy transaction",
);
const IDENTITY = words(
  "password role permission permissions policy credential credentials mfa 2fa login apikey token admin sudo impersonate",
);
const SHARE = words("share invite grant collaborator publish expose forward");
const EXECUTE = words("exec execute run shell bash command eval terminal script powershell cmd spawn");
const DEPLOY = words("deploy release rollback rollout apply");
const MESSAGE = words("send post message email mail reply comment notify sms tweet chat dm broadcast");

/** Words of a name in lower case: `deleteUserKey`, `delete-user_key` and `Delete.UserKey` read alike. */
export function wordsOf(name: string): string[] {
  return name.slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** `PascalCase` and the like as `snake_case`. */
export function snakeCase(name: string): string {
  return wordsOf(name).join("_");
}

/** Reads a name; what starts like a read and changes nothing on the way is one, everything else is a write. */
export function readName(name: string): NameReading {
  const all = wordsOf(name);
  if (isRead(all)) return { verb: "READ", category: "read" };
  const has = (set: ReadonlySet<string>) => all.some((word) => set.has(word));
  if (has(DESTROY) || (has(DELETE) && has(CONTAINER))) return { verb: "WRITE", category: "destroy" };
  if (has(DELETE)) return { verb: "WRITE", category: "delete" };
  if (has(PAYMENT)) return { verb: "WRITE", category: "payment" };
  if (has(SHARE)) return { verb: "WRITE", category: "share" };
  if (has(IDENTITY) || (has(words("create add")) && has(words("user users member account")))) {
    return { verb: "ADMIN", category: "identity" };
  }
  if (has(EXECUTE)) return { verb: "WRITE", category: "execute" };
  if (has(DEPLOY)) return { verb: "WRITE", category: "deploy" };
  if (has(MESSAGE)) return { verb: "WRITE", category: "message" };
  return { verb: "WRITE", category: "other" };
}

function isRead(all: readonly string[]): boolean {
  const at = all.findIndex((word) => READ.has(word));
  // `slack_list_channels`: a service's name may come first; a read word further on names what is handled, not what is done.
  if (at < 0 || at > 1) return false;
  if (at === 1 && (CHANGE.has(all[0] ?? "") || EXECUTE.has(all[0] ?? "") || MESSAGE.has(all[0] ?? ""))) {
    return false;
  }
  return !all.slice(at + 1).some((word, i, rest) =>
    CHANGE.has(word) || (i > 0 && JOIN.has(rest[i - 1] ?? "") && !READ.has(word))
  );
}
