/** From the words of a name to what the act is: which word is the verb, and what it does to what stands behind it. */
import type { Verb } from "../../types.ts";
import * as lex from "./lexicon.ts";
import type { ActKind } from "./lexicon.ts";

export interface NameReading {
  readonly verb: Verb;
  readonly category: string;
}

/** The words of a clause around its verb. */
interface Act {
  readonly kind: ActKind;
  readonly word: string;
  /** Before the verb: the service or thing that acts. */
  readonly subject: readonly string[];
  /** Behind the verb. */
  readonly objects: readonly string[];
  /** Behind the verb, up to the first preposition. */
  readonly direct: readonly string[];
  /** Last word of the direct object, which says what it is. */
  readonly head: string;
}

const READ: NameReading = { verb: "READ", category: "read" };
const write = (category: string): NameReading => ({ verb: "WRITE", category });
const IDENTITY: NameReading = { verb: "ADMIN", category: "identity" };

/** Reads one clause. */
export function readClause(words: readonly string[]): NameReading {
  const at = verbIndex(words);
  if (at < 0) {
    if (words.length > 1 && lex.READ_TAIL.has(words.at(-1) ?? "")) return READ;
    return write(any(words, lex.BOOKING) ? "schedule" : "other");
  }
  const word = words[at] ?? "";
  // `comment_create`: the thing stands before the verb when nothing stands behind it.
  const objects = at + 1 < words.length ? words.slice(at + 1) : words.slice(0, at);
  const cut = objects.findIndex((one) => lex.PREPOSITIONS.has(one));
  const direct = cut < 0 ? objects : objects.slice(0, cut);
  return readAct({
    kind: lex.VERBS.get(word) ?? "change",
    word,
    subject: words.slice(0, at),
    objects,
    direct,
    head: direct.at(-1) ?? "",
  });
}

/** Which word is the verb: the first that can be nothing else, or the first that can be one. */
function verbIndex(words: readonly string[]): number {
  const first = words.findIndex((word) => lex.VERBS.has(word));
  if (first < 0) return -1;
  const kind = lex.VERBS.get(words[first] ?? "");
  if (!lex.NOUNISH.has(words[first] ?? "")) {
    // A read that ends in a change does both: `find_delete`.
    const last = words.length - 1;
    const ends = words[last] ?? "";
    if (kind === "read" && last > first && isPlainChange(ends)) return last;
    return first;
  }
  const plain = words.findIndex((word, i) => i > first && lex.VERBS.has(word) && !lex.NOUNISH.has(word));
  if (plain > first) {
    const reads = lex.VERBS.get(words[plain] ?? "") === "read";
    // `email_get` reads mail, `email_all_who_read` does not.
    if (!reads || kind === "read" || plain === first + 1) return plain;
  }
  if (kind !== "read" && words.length <= first + 3 && words.length > first + 1) {
    const tail = words.length - 1;
    const isTail = lex.READ_TAIL.has(words[tail] ?? "") && lex.VERBS.get(words[tail] ?? "") === "read";
    if (isTail && !STATES.has(words[first] ?? "")) return tail;
  }
  return first;
}

/** `post_status` and `set_status` say one; `order_status` asks for it. */
const STATES = lex.words("post set update press");

function isPlainChange(word: string): boolean {
  const kind = lex.VERBS.get(word);
  return kind !== undefined && kind !== "read" && !lex.NOUNISH.has(word);
}

const any = (list: readonly string[], set: ReadonlySet<string>) => list.some((word) => set.has(word));

function readAct(act: Act): NameReading {
  switch (act.kind) {
    case "read":
      return READ;
    case "delete":
      return readDelete(act);
    case "destroy":
      return readDestroy(act);
    case "cancel":
      return readCancel(act);
    case "pay":
      return readPayment(act);
    case "share":
      return write("share");
    case "revoke":
      return IDENTITY;
    case "execute":
      return readExecute(act);
    case "deploy":
      return write("deploy");
    case "schedule":
      return readSchedule(act);
    case "purchase":
      return readPurchase(act);
    case "control":
      return readControl(act);
    case "login":
      return write("login");
    case "signup":
      return any(act.objects, lex.PERSON) || act.objects.length === 0 ? IDENTITY : write("other");
    case "code":
      return write("code");
    case "send":
    case "post":
      return readSend(act);
    case "create":
    case "change":
      return readChange(act);
  }
}

function readDelete({ word, subject, objects, direct, head }: Act): NameReading {
  if (word === "empty" || lex.CONTAINER.has(head) || any([...subject, ...direct], lex.EVERYTHING)) {
    // To take a person out of a group deletes nobody.
    const isMembership = direct.length < objects.length && any(objects.slice(direct.length), lex.GROUP) &&
      lex.PERSON.has(head);
    return isMembership ? IDENTITY : write("destroy");
  }
  if (any(direct, lex.COLLABORATOR) || any(direct, lex.ACCESS)) return IDENTITY;
  return write("delete");
}

function readDestroy({ word, subject, objects, head }: Act): NameReading {
  if (word === "format") {
    return write(any(objects, lex.DISK) || any(subject, lex.DISK) ? "destroy" : "other");
  }
  const isSmall = head !== "" && !lex.CONTAINER.has(head) && SMALL.has(head);
  return write(isSmall ? "delete" : "destroy");
}

/** To drop or end one of these is no disaster. */
const SMALL = lex.words("pin call text string session off item file message marker line draft label comment");

function readCancel({ objects, subject }: Act): NameReading {
  const about = objects.length > 0 ? objects : subject;
  if (any(about, lex.BOOKING)) return write("schedule");
  if (any(about, lex.ORDER)) return write("purchase");
  if (any(about, lex.MONEY)) return write("payment");
  return write("other");
}

function readPayment({ word, subject, objects, head }: Act): NameReading {
  if (word === "tip" || word === "charge") {
    if (any(objects, lex.DEVICE)) return write("device");
  }
  if (word === "transfer") {
    if (any(objects, lex.MONEY)) return write("payment");
    if (head === "ownership" || head === "repository" || head === "repo" || head === "domain") {
      return write("share");
    }
    if (any(objects, lex.NO_MONEY)) return write("other");
  }
  if (word === "deposit" && any(subject, lex.DEVICE)) return write("device");
  return write("payment");
}

function readExecute({ subject, objects }: Act): NameReading {
  if (any(objects, lex.CODE_RUN) || objects.length === 0) return write("execute");
  if (any(objects, lex.FINANCE)) return write("finance");
  if (any(objects, lex.MONEY)) return write("payment");
  if (any(objects, lex.DEPLOYED)) return write("deploy");
  if (any([...subject, ...objects], lex.DEVICE)) return write("device");
  return write("execute");
}

function readSchedule({ objects }: Act): NameReading {
  if (any(objects, lex.MONEY)) return write("payment");
  if (any(objects, lex.MESSAGE)) return write("message");
  if (any(objects, lex.POST)) return write("post");
  return write("schedule");
}

function readPurchase({ word, subject, objects }: Act): NameReading {
  if (word === "checkout" && (any(subject, lex.words("git repo")) || any(objects, lex.CODE))) {
    return write("code");
  }
  if (word === "trade" || word === "sell" || word === "invest" || word === "stake") return write("finance");
  if (any(objects, lex.words("stock stocks shares option options bond bonds crypto coin coins"))) {
    return write("finance");
  }
  return write("purchase");
}

function readControl({ word, subject, objects }: Act): NameReading {
  if (any(objects, lex.PERSON)) return IDENTITY;
  const around = [...subject, ...objects];
  if (
    any(around, lex.DEVICE) || word === "unlock" || word === "lock" || word === "arm" || word === "disarm"
  ) {
    return write(any(objects, lex.words("file issue conversation thread post")) ? "other" : "device");
  }
  if (any(around, lex.words("server instance instances vm host node cluster service machine"))) {
    return write("deploy");
  }
  return write(word === "turn" ? "device" : "other");
}

function readSend({ kind, word, objects, head }: Act): NameReading {
  if (any(objects, lex.MONEY)) return write("payment");
  if (lex.FINANCE.has(head)) return write("finance");
  if (kind === "send") {
    return write(word === "call" && any(objects, lex.words("function tool api")) ? "execute" : "message");
  }
  if (word === "publish" && any(objects, lex.words("package version release site app"))) {
    return write("deploy");
  }
  return write(word === "post" && any(objects, lex.MESSAGE) ? "message" : "post");
}

/** What is changed says what kind of change it is; the graver readings come first. */
function readChange(act: Act): NameReading {
  const { kind, word, subject, objects, direct, head } = act;
  const isCreation = kind === "create" || word === "add" || word === "register";
  if (word === "reset" && any(objects, DATA_STORES)) return write("destroy");
  if (movesMoney(act)) return write("payment");
  if (isAccess(direct, head)) return IDENTITY;
  if (any(direct, lex.COLLABORATOR)) return write("share");
  if (objects.includes("public")) return write("share");
  if (isCreation && any(direct, lex.PERSON) && !any(direct, lex.PROFILE)) {
    return any(objects.slice(direct.length), lex.GROUP) ? write("share") : readPerson(act);
  }
  if (
    any(objects, kind === "create" || word === "add" ? lex.PURCHASE : lex.ORDER) &&
    (ORDERING.has(word) || word === "place")
  ) {
    return write("purchase");
  }
  if (word === "apply") {
    return write(any([...subject, ...objects], lex.DEPLOYED) || objects.length === 0 ? "deploy" : "other");
  }
  if (isDeviceAct(act)) return write("device");
  if (any(direct, lex.BOOKING)) return write("schedule");
  return readRecord(act);
}

const DATA_STORES = lex.words(
  "database db cluster all data factory everything instance workspace tables schema repo",
);
const ORDERING = lex.words(
  "modify change submit confirm complete cancel place create make edit update process add",
);
const PAYING = lex.words(
  "create add make new initiate submit process approve confirm complete issue update modify edit schedule release request " +
    "register handle generate place set start",
);

function movesMoney({ word, subject, objects, direct, head }: Act): boolean {
  if (head === "" || !PAYING.has(word)) return false;
  // What is due for an order is the order's: `modify_order_payment`.
  if (any(direct, lex.ORDER) && CHANGING.has(word)) return false;
  // Only what is made, not how it is set up: `set_payment_method`, `create_refund_policy`.
  return (lex.MONEY.has(head) || (lex.MONEY.has(direct.at(-2) ?? "") && MONEY_FORMS.has(head))) &&
    !(any(objects, lex.words("usage data cell water reminder")) || any(subject, lex.DEVICE));
}
const CHANGING = lex.words("update modify edit change");
const MONEY_FORMS = lex.words("order request intent link batch session instruction run");

function isAccess(direct: readonly string[], head: string): boolean {
  const isKey = (head === "key" || head === "keys") && any(direct, lex.KEY_OWNERS);
  return isKey || any(direct, lex.ACCESS);
}

function readPerson({ direct, subject }: Act): NameReading {
  // A customer's account at a bank or shop is a record, an account of this system is a way in.
  return any([...direct, ...subject], lex.words("contact contacts customer crm lead salesforce hubspot"))
    ? write("other")
    : IDENTITY;
}

const DEVICE_ACTS = lex.words(
  "set start stop open close enable disable activate deactivate press release adjust change give increase decrease fill update " +
    "configure manage reset pause resume connect toggle handle play click",
);

function isDeviceAct({ word, subject, objects, direct }: Act): boolean {
  if (!DEVICE_ACTS.has(word)) return false;
  if (any(direct, lex.DEVICE)) return true;
  return objects.length === 0 && any(subject, lex.DEVICE);
}

function readRecord({ kind, word, subject, objects, direct, head }: Act): NameReading {
  const isCreation = kind === "create" || word === "add" || word === "submit" || word === "leave";
  if (any(objects, lex.MEDICAL) || (objects.length > 0 && any(subject, lex.MEDICAL))) return write("medical");
  if (any(direct, lex.POST) && (isCreation || word === "update" || word === "edit")) return write("post");
  if (lex.MESSAGE.has(head) && !direct.includes("draft")) return write("message");
  if (head === "webhook" || head === "hook" || head === "webhooks") return write("share");
  if (any(direct, lex.CODE) || subject.includes("git")) return write("code");
  if (
    any(objects, lex.FINANCE) ||
    (any(direct, lex.words("card cards")) && any(direct, lex.words("credit debit payment")))
  ) {
    return write("finance");
  }
  if (any(direct, lex.DEPLOYED) && (isCreation || word === "update" || word === "start")) {
    return write("deploy");
  }
  if (any(subject, lex.MONEY) && isCreation) return write("payment");
  return write("other");
}
