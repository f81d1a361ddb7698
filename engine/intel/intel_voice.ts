/** Says which lists name where a call goes, or a host that stands inside it. */
import ipaddr from "ipaddr.js";
import type { CallView } from "../call_view.ts";
import type { CallerFacts, HistoryVoice, IntelMatch, SeenCall } from "../history.ts";
import { BUILT_IN_LIST } from "./built_in.ts";
import { readAddress } from "./host_table.ts";
import type { IntelList } from "./intel_list.ts";
import { mentionedHosts } from "./mentions.ts";

/** Matches told of one call. */
const MAX_MATCHES = 8;
/** Schemes whose host is a place on the network. */
const NETWORK = /^(?:https?|wss?)$/;

export class IntelVoice implements HistoryVoice {
  readonly #lists: () => readonly IntelList[];

  /** @param lists Asked for each call, so that a list that was loaded anew counts from the next call on. Default: the built-in one. */
  constructor(lists: () => readonly IntelList[] = () => [BUILT_IN_LIST]) {
    this.#lists = lists;
  }

  before({ view }: SeenCall): CallerFacts {
    const lists = this.#lists();
    const matches = [...destinationMatches(view, lists), ...mentionMatches(view, lists)];
    return matches.length === 0 ? {} : { intel: matches.slice(0, MAX_MATCHES) };
  }
}

function destinationMatches({ location }: CallView, lists: readonly IntelList[]): IntelMatch[] {
  const { scheme, host, splitSegments } = location;
  if (!NETWORK.test(scheme) || host === "") return [];
  const path = () => `/${splitSegments.join("/")}`;
  const matches: IntelMatch[] = [];
  for (const { name, table } of lists) {
    const found = table.match(host, path);
    if (found !== undefined) matches.push({ list: name, kind: found.kind, entry: found.entry });
  }
  if (isPublicAddress(host)) {
    matches.push({ list: BUILT_IN_LIST.name, kind: "ip_literal", entry: "an address without a name" });
  }
  return matches;
}

/** An address of one's own network is reached because somebody allowed it by name; it says nothing. */
function isPublicAddress(host: string): boolean {
  if (host === lastAddress.host) return lastAddress.isPublic;
  if (readAddress(host) === undefined) return false;
  const isPublic = ipaddr.process(host.replace(/^\[|\]$/g, "")).range() === "unicast";
  lastAddress = { host, isPublic };
  return isPublic;
}

/** Who calls an address calls it again. */
let lastAddress = { host: "", isPublic: false };

/** Each entry once, where it stands first. */
function mentionMatches(view: CallView, lists: readonly IntelList[]): IntelMatch[] {
  const matches = new Map<string, IntelMatch>();
  const isWanted = (host: string) => lists.some(({ table }) => table.mayKnow(host));
  for (const { host, path, urlPath } of mentionedHosts(view, isWanted)) {
    if (host === view.location.host) continue;
    for (const { name, table, mentionedKinds } of lists) {
      const found = table.match(host, () => urlPath);
      if (found === undefined || (mentionedKinds !== null && !mentionedKinds.has(found.kind))) continue;
      const key = `${name} ${found.entry}`;
      if (!matches.has(key)) matches.set(key, { list: name, kind: found.kind, entry: found.entry, path });
    }
    if (matches.size >= MAX_MATCHES) break;
  }
  return [...matches.values()];
}
