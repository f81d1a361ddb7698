/** Where a list of places comes from, as `--threat-intel` names it. */
import { type Parse, path } from "./setting_values.ts";

export type ThreatIntelSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: URL };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Files and URLs separated by commas. Over plain http only from this machine: on the way, anyone could take a place off the list. */
export const threatIntelSources: Parse<readonly ThreatIntelSource[]> = (text) => {
  const want = "files or https URLs without credentials, separated by commas";
  const sources: ThreatIntelSource[] = [];
  for (const item of text.split(",").map((each) => each.trim())) {
    const source = item === "" ? undefined : item.includes("://") ? urlSource(item) : fileSource(item);
    if (source === undefined) return { want };
    sources.push(source);
  }
  return { value: sources };
};

function urlSource(text: string): ThreatIntelSource | undefined {
  const url = URL.parse(text);
  return url !== null && isAllowedUrl(url) ? { kind: "url", url } : undefined;
}

function fileSource(text: string): ThreatIntelSource | undefined {
  const parsed = path(text);
  return "value" in parsed ? { kind: "file", path: parsed.value } : undefined;
}

/** Whether a list may be fetched from there. */
export function isAllowedUrl({ protocol, hostname, username, password }: URL): boolean {
  const isSafe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isSafe && username === "" && password === "";
}

/** As people see it: a query may hold a key. */
export function sourceName(source: ThreatIntelSource): string {
  return source.kind === "file" ? source.path : `${source.url.origin}${source.url.pathname}`;
}
