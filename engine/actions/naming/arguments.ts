/** What the arguments of a tool tell by their names: to whom, how much, where. */
import type { CallView } from "../../call_view.ts";
import { isExternalAddress } from "../principal.ts";
import type { HomeFacts } from "../service.ts";
import { words } from "./lexicon.ts";
import { snakeCase } from "./words.ts";

/** Bounds of one reading; what lies beyond is not named. A list that was cut ends in `+more`. */
const MAX_DEPTH = 5;
const MAX_VALUES = 2_000;
const MAX_LISTED = 50;
const MAX_VALUE_CHARS = 256;
const MAX_FACT_CHARS = 1_024;

/** What arguments of tools are commonly called, as words in snake case. The first fact that takes a name has it. */
const ARGUMENT_NAMES: Readonly<Record<string, ReadonlySet<string>>> = {
  recipient: words(
    "to cc bcc recipient recipients to_email to_emails to_address to_addresses to_user to_users to_recipients cc_recipients " +
      "bcc_recipients cc_emails bcc_emails to_account to_number to_phone email emails email_address email_addresses user_email " +
      "user_emails mail_to mailto send_to participants participant participant_emails attendees attendee attendee_emails invitee invitees " +
      "invite_emails share_with shared_with guests guest guest_email members member_emails receiver receivers receiver_id " +
      "receiver_email recipient_id recipient_ids recipient_email recipient_emails payee payees payee_id beneficiary beneficiaries " +
      "destination_account target_user target_email contact contact_email phone phone_number phone_numbers mobile iban wallet " +
      "wallet_address account_number collaborator collaborators new_owner grantee assignee_email delegate",
  ),
  principal: words(
    "user username user_name user_id users user_ids principal member member_id assignee assignees owner_email login handle role " +
      "group_name",
  ),
  amount: words(
    "amount amounts amount_cents total total_amount transfer_amount payment_amount price value_usd sum amount_usd new_amount tip_amount",
  ),
  channel: words(
    "channel channels channel_id channel_ids channel_name room room_id chat chat_id conversation conversation_id thread_id group_id",
  ),
  org: words("owner org organization organisation org_id organization_id"),
  repo: words("repo repository repo_name repository_name"),
  region: words("region aws_region location_region"),
  account: words("account account_id from_account source_account customer account_name sender_account"),
  url: words(
    "url urls uri link href webhook webhook_url callback_url callback endpoint target_url page_url website web_url redirect_url base_url",
  ),
  host: words("host hostname host_name server_host domain domain_name"),
  path: words(
    "path paths file_path filepath filename file file_name files directory dir folder folder_path source_path destination_path " +
      "target_path local_path local_file_path output_path source destination file_paths",
  ),
  database: words("database db database_name db_name"),
  branch: words("branch branch_name ref base_branch"),
};

const FACT_OF = new Map<string, string>();
for (const [fact, names] of Object.entries(ARGUMENT_NAMES)) {
  for (const name of names) if (!FACT_OF.has(name)) FACT_OF.set(name, fact);
}

/** Values of arguments by the fact they tell, in order, none twice. */
export type ArgumentValues = ReadonlyMap<string, readonly string[]>;

/** Reads the arguments of a tool. Never throws; cost is bounded whatever the body holds. */
export function readArguments(view: CallView): ArgumentValues {
  const found = new Map<string, string[]>();
  const budget = { left: MAX_VALUES };
  const fields = view.fields;
  if (fields.kind === "json" || fields.kind === "form") collect(fields.value, found, { budget, depth: 0 });
  for (const [name, value] of view.location.query.slice(0, MAX_LISTED)) add(found, factOf(name), value);
  return found;
}

function collect(
  value: unknown,
  found: Map<string, string[]>,
  { budget, depth, fact }: { budget: { left: number }; depth: number; fact?: string | undefined },
): void {
  if (budget.left-- <= 0 || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const one of value) {
      if (budget.left <= 0) return;
      collect(one, found, { budget, depth: depth + 1, fact });
    }
  } else if (typeof value === "object" && value !== null) {
    for (const name in value) {
      if (budget.left <= 0) return;
      // `attendees: [{ email, name }]`: what names the person speaks for the list it stands in.
      const own = factOf(name) ?? (fact === "recipient" && PERSON_FIELDS.has(name) ? fact : undefined);
      collect((value as Record<string, unknown>)[name], found, { budget, depth: depth + 1, fact: own });
    }
  } else if (fact !== undefined && (typeof value === "string" || typeof value === "number")) {
    add(found, fact, String(value));
  }
}

const PERSON_FIELDS = words("address id value number mail emailAddress");

const NAMES_READ = new Map<string, string | undefined>();
const MAX_NAMES_READ = 2_000;

/** Argument names repeat from call to call; only a bounded number of them is remembered. */
function factOf(name: string): string | undefined {
  if (name.length > 64) return undefined;
  if (NAMES_READ.has(name)) return NAMES_READ.get(name);
  const fact = FACT_OF.get(snakeCase(name));
  if (NAMES_READ.size < MAX_NAMES_READ) NAMES_READ.set(name, fact);
  return fact;
}

function add(found: Map<string, string[]>, fact: string | undefined, value: string): void {
  if (fact === undefined || value === "") return;
  const values = found.get(fact) ?? [];
  found.set(fact, values);
  const parts = fact === "recipient" ? splitAddresses(value) : [value];
  for (const part of parts) {
    const cut = part.slice(0, MAX_VALUE_CHARS);
    if (values.length <= MAX_LISTED && !values.includes(cut)) values.push(cut);
  }
}

/** `Ann <ann@a.example>, bob@b.example; …` as plain addresses; what is no list of addresses stays whole. */
function splitAddresses(value: string): string[] {
  const cut = value.slice(0, 8_192);
  const addresses = cut.split(/[,;\n]/).map((part) => (/<([^<>]{1,256})>\s*$/.exec(part)?.[1] ?? part).trim())
    .filter((part) => part !== "");
  return addresses.length > 1 && !cut.includes("@") ? [cut.trim()] : addresses;
}

/**
 * Facts of a tool call. Every fact holds all values it has, with commas between them: a rule that allows must see each of them.
 * `recipient` holds everybody a call goes to, `principal` the same or else who is meant.
 */
export function argumentFacts(found: ArgumentValues, isRead: boolean): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [fact, values] of found) {
    if (fact === "recipient" && isRead) continue;
    facts[fact] = listed(fact === "url" ? [...new Set(values.map(plainUrl))] : values);
  }
  const people = found.get("recipient") ?? found.get("principal");
  if (people !== undefined) facts["principal"] = listed(people);
  const hosts = new Set((found.get("url") ?? []).map(hostOf).filter((host) => host !== undefined));
  if (hosts.size > 0) facts["http_host"] = listed([...hosts]);
  return facts;
}

/** Values with commas between them, cut where they are too many or too long. */
export function listed(values: readonly string[]): string {
  let text = "";
  for (const [i, value] of values.entries()) {
    const next = i === 0 ? value : `${text},${value}`;
    if (i >= MAX_LISTED || next.length > MAX_FACT_CHARS) return `${text},+more`;
    text = next;
  }
  return text;
}

/** Without user info, query and fragment: they may hold what must not be shown. */
export function plainUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text.replace(/[?#].*$/s, "");
  return url.protocol === "data:" ? "data:" : `${url.protocol}//${url.host}${url.pathname}`;
}

function hostOf(text: string): string | undefined {
  const url = URL.parse(text);
  return url === null || url.hostname === "" ? undefined : url.hostname.toLowerCase().replace(/\.+$/, "");
}

/** Whether any of those named is outside; undefined when nobody can be told. */
export function anyExternal(people: readonly string[] | undefined, home: HomeFacts): boolean | undefined {
  let known: boolean | undefined;
  for (const person of people ?? []) {
    const external = isExternalAddress(person, home);
    if (external === true) return true;
    known ??= external;
  }
  return known;
}

const PUBLIC_FIELDS = words(
  "type visibility access scope link_access audience access_level sharing share_type who",
);
const PUBLIC_VALUES = words("anyone public everyone anyone_with_link anyone_with_the_link world all");

/** Whether the first level of the arguments opens something to everybody. */
export function opensToAll(view: CallView): boolean {
  const fields = view.fields;
  if (fields.kind !== "json" || typeof fields.value !== "object" || fields.value === null) return false;
  return Object.entries(fields.value).slice(0, MAX_LISTED).some(([name, value]) => {
    const plain = snakeCase(name);
    if (value === true) return plain === "public" || plain === "is_public" || plain === "make_public";
    return typeof value === "string" && value.length < 64 && PUBLIC_FIELDS.has(plain) &&
      PUBLIC_VALUES.has(snakeCase(value));
  });
}
