/** RFC 9110 section 5.6.2: the characters of a token, by code. */
const TOKEN = new Uint8Array(256);
for (const char of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
  TOKEN[char.charCodeAt(0)] = 1;
}

/** Whether `text` can be a header name or a method: one or more token characters. */
export function isToken(text: string): boolean {
  if (text.length === 0) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255 || TOKEN[code] === 0) return false;
  }
  return true;
}

/**
 * Whether `value` can be sent as a header value: no CR, LF, NUL or other control character except tab, and nothing above one byte
 * (RFC 9110 section 5.5). Header values are byte strings: one UTF-16 unit a byte, as `Headers` has them.
 */
export function isFieldValue(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f || code > 0xff) return false;
  }
  return true;
}

/** Members of a comma-separated list header, in lower case, without empty ones. */
export function listMembers(value: string): string[] {
  return value.toLowerCase().split(",").map((member) => member.trim()).filter((member) => member !== "");
}

/** RFC 9110 section 7.6.1, and the older names that proxies remove too. `proxy-` headers are removed by their prefix. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"]);

/**
 * The names that stop at this hop: the fixed ones and those that `Connection` lists. `headers` has names in any case.
 * Answers a test on a lower-case name.
 */
export function hopByHop(headers: Iterable<readonly [string, string]>): (name: string) => boolean {
  let named: Set<string> | null = null;
  for (const [name, value] of headers) {
    if (name.length !== 10 || name.toLowerCase() !== "connection") continue;
    for (const member of listMembers(value)) {
      // A caller must not strip what frames or addresses the message (RFC 9110 section 7.6.1, last paragraphs).
      if (!END_TO_END.has(member)) (named ??= new Set()).add(member);
    }
  }
  return (name) => HOP_BY_HOP.has(name) || name.startsWith("proxy-") || (named !== null && named.has(name));
}

const END_TO_END = new Set([
  "authorization",
  "cache-control",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "set-cookie",
]);
