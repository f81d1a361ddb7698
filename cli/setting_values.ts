/**
 * How the text of one setting becomes a value. A parser answers `{ value }`, or `{ want }`: what would have been
 * accepted, as the end of the sentence "want …". It never throws.
 */
import process from "node:process";
import { webhookKey } from "../notify/signature.ts";

export type Parsed<T> = { readonly value: T } | { readonly want: string };
export type Parse<T> = (text: string) => Parsed<T>;

const DECIMAL = /^\d{1,15}$/;

/** A whole number from `min` to `max`, in decimal digits alone: no sign, no fraction, no exponent. */
export function wholeNumber(min: number, max: number): Parse<number> {
  const want = `a whole number from ${min} to ${max}`;
  return (text) => {
    const value = Number(text);
    return DECIMAL.test(text) && value >= min && value <= max ? { value } : { want };
  };
}

/** Written in whole seconds, used in milliseconds. */
export function secondsAsMs(min: number, max: number): Parse<number> {
  const parse = wholeNumber(min, max);
  return (text) => {
    const parsed = parse(text);
    return "value" in parsed ? { value: parsed.value * 1000 } : { want: `${parsed.want} (seconds)` };
  };
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Parse<T> {
  return (text) => {
    const value = allowed.find((each) => each === text);
    return value === undefined ? { want: allowed.join(" or ") } : { value };
  };
}

/** `1`, `true`, `yes`, `on` and their opposites, in any case. */
export const yesOrNo: Parse<boolean> = (text) => {
  if (/^(?:1|true|yes|on)$/i.test(text)) return { value: true };
  if (/^(?:0|false|no|off)$/i.test(text)) return { value: false };
  return { want: "1 or 0" };
};

const SIZE = /^(\d{1,12})\s*(B|KB|MB|GB|KiB|MiB|GiB)?$/i;
const BYTES_PER_UNIT: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};
const MAX_SIZE_BYTES = 1024 ** 3;

/** A number of bytes with an optional unit: `10MB` is 10,000,000 bytes, `10MiB` is 10,485,760. At most 1 GiB. */
export const byteSize: Parse<number> = (text) => {
  const [, digits, unit] = SIZE.exec(text.trim()) ?? [];
  const value = Number(digits) * (BYTES_PER_UNIT[(unit ?? "B").toLowerCase()] ?? NaN);
  return value >= 1 && value <= MAX_SIZE_BYTES
    ? { value }
    : { want: "a size from 1B to 1GiB, such as 500KB, 10MB or 64MiB" };
};

const MIN_STORE_BYTES = 10 * 1000 ** 2;
const MAX_STORE_BYTES = 1024 ** 4;

/** How much a store may hold: 0 for no limit, else at least 10MB, below which it could not keep what is in flight. */
export const storeSize: Parse<number> = (text) => {
  const [, digits, unit] = SIZE.exec(text.trim()) ?? [];
  const value = Number(digits) * (BYTES_PER_UNIT[(unit ?? "B").toLowerCase()] ?? NaN);
  return value === 0 || value >= MIN_STORE_BYTES && value <= MAX_STORE_BYTES
    ? { value }
    : { want: "0 for no limit, or a size from 10MB to 1024GiB, such as 500MB or 2GB" };
};

/** An origin that `/v1/...` can be added to: http or https, no credentials, query or fragment. */
export const serverUrl: Parse<URL> = (text) => {
  const want = "an http or https URL without credentials, such as https://interven.example.com";
  if (!URL.canParse(text)) return { want };
  const url = new URL(text);
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return plain && (url.protocol === "http:" || url.protocol === "https:") ? { value: url } : { want };
};

/** Addresses that messages are posted to, separated by commas. */
export const webhookUrls: Parse<readonly URL[]> = (text) => {
  const want = "http or https URLs without credentials, separated by commas";
  const urls = text.split(",").map((item) => URL.parse(item.trim()));
  const good = urls.filter((url) => url !== null).filter(({ protocol, username, password }) =>
    /^https?:$/.test(protocol) && username === "" && password === ""
  );
  return good.length === urls.length ? { value: good } : { want };
};

/** Any text of 16 characters or more, or `whsec_` and base64 of 24 to 64 bytes, as Standard Webhooks writes it. */
export const webhookSecret: Parse<string> = (text) => {
  const want = "16 to 512 visible characters, or whsec_ and 24 to 64 bytes in base64";
  if (!text.startsWith("whsec_")) return "value" in opaqueToken(16)(text) ? { value: text } : { want };
  const key = webhookKey(text);
  return key !== undefined && key.length >= 24 && key.length <= 64 ? { value: text } : { want };
};

/** A host to listen on: an IP address or a name, without port or brackets. */
export const listenHost: Parse<string> = (text) => {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  const isName = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(bare);
  const isIpv6 = bare.includes(":") && URL.canParse(`http://[${bare}]`);
  return isName || isIpv6 ? { value: bare } : { want: "an IP address or host name, such as 127.0.0.1" };
};

/** Names and addresses separated by commas, without ports, in lower case. */
export const hostNames: Parse<readonly string[]> = (text) => {
  const want = "host names without port, separated by commas, such as interven.example.com";
  const items = text.split(",").map((item) => listenHost(item.trim().replace(/\.$/, "")));
  const names = items.flatMap((item) => "value" in item ? [item.value.toLowerCase()] : []);
  return names.length === items.length ? { value: names } : { want };
};

/** A port, or `off`. */
export const portOrOff: Parse<number | "off"> = (text) => {
  if (text === "off") return { value: "off" };
  const parsed = wholeNumber(0, 65535)(text);
  return "value" in parsed ? parsed : { want: `${parsed.want}, or off` };
};

/** Hosts separated by commas, without ports, in lower case; `*.example.com` means all below a domain, `*` all. */
export const hostPatterns: Parse<readonly string[]> = (text) => {
  const want = "hosts separated by commas, such as api.example.com, *.example.com or *";
  const items = text.split(",").map((item) => {
    const name = item.trim().toLowerCase();
    const [, below = "", bare = ""] = /^(\*\.)?(.*)$/.exec(name) ?? [];
    if (name === "*") return name;
    const host = listenHost(bare.replace(/\.$/, ""));
    return "value" in host ? below + host.value : undefined;
  });
  const patterns = items.filter((item) => item !== undefined);
  return patterns.length === items.length ? { value: patterns } : { want };
};

/** Domains with those below them; `@acme.example` and `*.acme.example` mean the same. */
export const domainNames: Parse<readonly string[]> = (text) => {
  const items = text.split(",").map((item) => {
    const bare = item.trim().replace(/^(?:@|\*\.)/, "").replace(/\.$/, "");
    // Names in other scripts as mail servers and URLs write them.
    const name = /^[^\s/:?#@]+$/.test(bare) ? URL.parse(`http://${bare}`)?.hostname ?? "" : "";
    return /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(name) ? name : undefined;
  });
  const names = items.filter((name) => name !== undefined);
  return names.length === items.length
    ? { value: names }
    : { want: "domains separated by commas, such as acme.example" };
};

/** A path; `~/` is the home folder, because a settings file and some launchers pass it unexpanded. */
export const path: Parse<string> = (text) => {
  if (text.includes("\0")) return { want: "a path without NUL characters" };
  const home = process.env["HOME"] ?? process.env["USERPROFILE"];
  return { value: home !== undefined && /^~[/\\]/.test(text) ? home + text.slice(1) : text };
};

/** Visible ASCII without blanks, as a header value can carry it. */
export const opaqueToken = (minLength: number): Parse<string> => (text) =>
  /^[\x21-\x7e]+$/.test(text) && text.length >= minLength && text.length <= 512
    ? { value: text }
    : { want: `${minLength} to 512 visible characters without blanks` };
