/** The policies that come with the program. Each is an ordinary policy file, read by the ordinary loader. */
import browserAgent from "./packs/browser-agent.yaml" with { type: "text" };
import standard from "./packs/default.yaml" with { type: "text" };
import finance from "./packs/finance.yaml" with { type: "text" };
import healthcare from "./packs/healthcare.yaml" with { type: "text" };
import sre from "./packs/sre.yaml" with { type: "text" };
import vibeCoder from "./packs/vibe-coder.yaml" with { type: "text" };

export interface Pack {
  /** As `extends` and `--policy pack:<name>` know it. */
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  readonly text: string;
}

/** All but `default` extend it: what it refuses, they refuse. */
export const PACKS: readonly Pack[] = [
  {
    name: "default",
    summary: "In force when no policy is named: leaks, harm that cannot be undone, access, money",
    text: standard,
  },
  {
    name: "sre",
    summary: "Agents on call: production, clusters, cloud accounts, alerts and on-call duty",
    text: sre,
  },
  {
    name: "vibe-coder",
    summary: "Coding agents on a laptop: shells, repositories, packages, deployments",
    text: vibeCoder,
  },
  {
    name: "healthcare",
    summary: "Agents near patient data: nothing that tells who is ill leaves unseen",
    text: healthcare,
  },
  {
    name: "finance",
    summary: "Agents near money: every payment, payout and bank detail has a person behind it",
    text: finance,
  },
  {
    name: "browser-agent",
    summary: "Agents that read the open web: what they read does not tell them what to write",
    text: browserAgent,
  },
];

export const PACK_NAMES: readonly string[] = PACKS.map(({ name }) => name);

/** What packs are called in errors, sources and `--policy`. */
export const PACK_PREFIX = "pack:";

/** The file of a pack, called `pack:<name>`; undefined when there is none. A leading `pack:` in the name is understood. */
export function packFile(name: string): { readonly name: string; readonly text: string } | undefined {
  const bare = name.startsWith(PACK_PREFIX) ? name.slice(PACK_PREFIX.length) : name;
  const pack = PACKS.find((candidate) => candidate.name === bare);
  return pack && { name: `${PACK_PREFIX}${pack.name}`, text: pack.text };
}
