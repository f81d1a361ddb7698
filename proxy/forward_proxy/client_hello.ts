/**
 * Reads the one message of TLS that is not encrypted and says where a connection goes: the ClientHello (RFC 8446 section 4.1.2, records
 * in section 5.1). What two programs could read differently is refused: a server must not see another name than was judged.
 */

export interface ClientHello {
  /** Lower case, as RFC 6066 section 3 allows it; null when the client names none. */
  readonly serverName: string | null;
  /** Protocols offered inside TLS (RFC 7301), such as `h2`. */
  readonly protocols: readonly string[];
  /** An `encrypted_client_hello` extension is there (RFC 9849), real or for show: the true name may be another one. */
  readonly isEncrypted: boolean;
}

export type ClientHelloResult =
  | { readonly kind: "incomplete" }
  /** `why` completes "The first bytes …". */
  | { readonly kind: "bad"; readonly why: string }
  | { readonly kind: "hello"; readonly hello: ClientHello };

/** A larger ClientHello is refused, bytes. Those of browsers with post-quantum keys have 2 kB. */
export const MAX_HELLO_BYTES = 32 * 1024;
/** Records of one message; each could be a byte long. */
const MAX_RECORDS = 64;

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const PROTOCOLS = 16;
const ENCRYPTED_CLIENT_HELLO = 0xfe0d;

const INCOMPLETE: ClientHelloResult = { kind: "incomplete" };

/** Bytes that are no ClientHello, however they go on. */
class Malformed extends Error {}

/**
 * Reads the ClientHello at the start of `bytes`, which may be spread over several records. Never throws; never looks at more than
 * `MAX_HELLO_BYTES` and what frames them.
 */
export function readClientHello(bytes: Uint8Array): ClientHelloResult {
  try {
    const message = handshakeMessage(bytes);
    return message === null ? INCOMPLETE : { kind: "hello", hello: parseHello(new Reader(message)) };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "bad", why: error.message };
    throw error;
  }
}

/** The body of the first handshake message, joined from its records; null when bytes are missing. */
function handshakeMessage(bytes: Uint8Array): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let have = 0;
  let at = 0;
  for (let records = 0; records < MAX_RECORDS; records++) {
    if (bytes.length > at && bytes[at] !== HANDSHAKE) throw new Malformed("are not a TLS handshake");
    if (bytes.length > at + 1 && bytes[at + 1] !== 3) throw new Malformed("are not a TLS handshake");
    if (bytes.length < at + 5) return null;
    const length = bytes[at + 3]! << 8 | bytes[at + 4]!;
    if (length === 0 || length > 2 ** 14) throw new Malformed("hold a TLS record of an impossible length");
    const end = Math.min(bytes.length, at + 5 + length);
    pieces.push(bytes.subarray(at + 5, end));
    have += end - at - 5;
    const head = firstBytes(pieces, 4);
    if (head.length > 0 && head[0] !== CLIENT_HELLO) throw new Malformed("are not a TLS ClientHello");
    if (head.length === 4) {
      const size = head[1]! << 16 | head[2]! << 8 | head[3]!;
      if (size > MAX_HELLO_BYTES) throw new Malformed("are a TLS ClientHello of more than 32 kB");
      if (have > 4 + size) throw new Malformed("hold more than a ClientHello in its record");
      if (have === 4 + size) return joined(pieces, have).subarray(4);
    }
    at += 5 + length;
    if (bytes.length < at) return null;
  }
  throw new Malformed("spread a ClientHello over too many TLS records");
}

function firstBytes(pieces: readonly Uint8Array[], count: number): number[] {
  const first: number[] = [];
  for (const piece of pieces) {
    for (let i = 0; i < piece.length && first.length < count; i++) first.push(piece[i]!);
    if (first.length === count) break;
  }
  return first;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(count: number): Uint8Array {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new Malformed("are a TLS ClientHello whose lengths do not fit");
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  number(size: 1 | 2): number {
    const [first, second] = this.take(size);
    return size === 1 ? first! : first! << 8 | second!;
  }

  /** A vector with its length before it. */
  vector(lengthSize: 1 | 2, { min = 0, max = Infinity }: { min?: number; max?: number } = {}): Uint8Array {
    const length = this.number(lengthSize);
    if (length < min || length > max) throw new Malformed("are a TLS ClientHello with an impossible length");
    return this.take(length);
  }

  end(): void {
    if (!this.isAtEnd) throw new Malformed("are a TLS ClientHello whose lengths do not fit");
  }
}

function parseHello(reader: Reader): ClientHello {
  reader.take(2 + 32); // legacy_version, random
  reader.vector(1, { max: 32 }); // legacy_session_id
  if (reader.vector(2, { min: 2 }).length % 2 !== 0) {
    throw new Malformed("are a TLS ClientHello with half a cipher");
  }
  reader.vector(1, { min: 1 }); // legacy_compression_methods
  const hello = { serverName: null as string | null, protocols: [] as readonly string[], isEncrypted: false };
  if (reader.isAtEnd) return hello; // TLS 1.2 allows no extensions at all (RFC 5246 section 7.4.1.2)
  const extensions = new Reader(reader.vector(2));
  reader.end();
  const seen = new Set<number>();
  while (!extensions.isAtEnd) {
    const type = extensions.number(2);
    const data = new Reader(extensions.vector(2));
    if (seen.has(type)) throw new Malformed("are a TLS ClientHello with an extension twice");
    seen.add(type);
    if (type === SERVER_NAME) hello.serverName = serverNameIn(data);
    else if (type === PROTOCOLS) hello.protocols = protocolsIn(data);
    else if (type === ENCRYPTED_CLIENT_HELLO) hello.isEncrypted = true;
  }
  return hello;
}

/** RFC 6066 section 3: one name of type `host_name`, ASCII, without a trailing dot, never an address. */
function serverNameIn(data: Reader): string {
  const list = new Reader(data.vector(2, { min: 1 }));
  data.end();
  if (list.number(1) !== 0) throw new Malformed("are a TLS ClientHello with an unknown type of server name");
  const name = new TextDecoder("latin1").decode(list.vector(2, { min: 1, max: 253 })).toLowerCase();
  list.end();
  if (!name.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) {
    throw new Malformed("are a TLS ClientHello with a malformed server name");
  }
  return name;
}

function protocolsIn(data: Reader): string[] {
  const list = new Reader(data.vector(2, { min: 2 }));
  data.end();
  const protocols: string[] = [];
  while (!list.isAtEnd) protocols.push(new TextDecoder("latin1").decode(list.vector(1, { min: 1 })));
  return protocols;
}
