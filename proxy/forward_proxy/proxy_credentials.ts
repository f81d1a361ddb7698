/** Whom the user part and the password of a proxy's URL name. */
export interface NamedCaller {
  readonly agentId: string;
  readonly sessionId?: string;
}

/** Longer headers are no names, UTF-16 units. */
const MAX_CREDENTIALS_CHARS = 1024;
const MAX_NAME_CHARS = 200;

/**
 * Reads `Proxy-Authorization: Basic …` (RFC 7617), which clients make from `http://agent:session@localhost:4100`. The user names the
 * agent, the password its session; an empty password or `x`, which some clients demand, names none. Nothing is a secret here, and
 * nothing is checked: undefined for whatever is no such header.
 */
export function proxyCredentials(header: string | null): NamedCaller | undefined {
  if (header === null || header.length > MAX_CREDENTIALS_CHARS) return undefined;
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header.trim())?.[1];
  if (encoded === undefined) return undefined;
  const text = decoded(encoded);
  if (text === undefined) return undefined;
  const colon = text.indexOf(":");
  const agentId = nameIn(colon === -1 ? text : text.slice(0, colon));
  if (agentId === undefined) return undefined;
  const sessionId = colon === -1 ? undefined : nameIn(text.slice(colon + 1));
  return sessionId === undefined || sessionId === "x" ? { agentId } : { agentId, sessionId };
}

function decoded(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function nameIn(text: string): string | undefined {
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  return /[\x00-\x1f\x7f]/.test(text) ? undefined : text.trim().slice(0, MAX_NAME_CHARS) || undefined;
}
