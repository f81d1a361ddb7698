/** What kinds of act there are. The list is closed: policies, risk weights and the papers speak of these and no others. */
import { type Verb, VERBS } from "../types.ts";

/** From mildest to gravest: when a call can be read in two ways, the graver one counts. */
export const CATEGORIES = {
  read: "looks at something and leaves it as it was",
  export: "takes out a whole store at once: an archive, a dump, an audit log",
  secret: "reads the value of a credential: a variable, a token, a recovery code",
  inference: "asks a model, which answers and changes nothing",
  other: "a change of no special kind: a record, a card, a label",
  login: "signs in or out of an account of the agent's own",
  schedule: "changes what happens when: calendars, reminders, bookings",
  config: "changes how something works: settings, monitors, rules, integrations",
  code: "changes source code or what is said about it: commits, pull requests, issues",
  post: "publishes a word of one's own where anyone reads: a review, a post",
  message: "says something to people: chat, mail, SMS, comments, pages",
  device: "acts on a thing in the world: a lock, a thermostat, a car",
  medical: "changes the record or the treatment of a patient",
  finance: "changes what concerns money without moving it: limits, cards, beneficiaries",
  deploy: "puts code or settings into service, or takes them out of it",
  purchase: "orders or trades something",
  delete: "removes one thing of many: a message, a file, a record",
  execute: "runs code, a command, a job or a workflow",
  share: "lets someone see or use what they could not before, or sends it on to them",
  payment: "moves money or commits to pay it",
  identity: "changes who may do what: users, roles, keys, tokens, sign-in",
  destroy: "removes something with all that is in it, or many things at once",
} as const;

export type Category = keyof typeof CATEGORIES;

const RANK: ReadonlyMap<string, number> = new Map(Object.keys(CATEGORIES).map((name, i) => [name, i]));

interface Weighed {
  readonly verb: Verb;
  readonly category: string;
}

/** Whether `a` is graver than `b`: a change before a read, then by kind, then by verb. */
export function isGraver(a: Weighed, b: Weighed): boolean {
  const [aWrites, bWrites] = [a.verb !== "READ", b.verb !== "READ"];
  if (aWrites !== bWrites) return aWrites;
  const [aRank, bRank] = [RANK.get(a.category) ?? 0, RANK.get(b.category) ?? 0];
  return aRank === bRank ? VERBS.indexOf(a.verb) > VERBS.indexOf(b.verb) : aRank > bRank;
}

/** The gravest of several readings, the first of those that weigh the same; undefined when there are none. */
export function gravest<T extends Weighed>(readings: Iterable<T>): T | undefined {
  let worst: T | undefined;
  for (const reading of readings) {
    if (worst === undefined || isGraver(reading, worst)) worst = reading;
  }
  return worst;
}
