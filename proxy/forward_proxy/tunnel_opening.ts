import { type ClientHello, MAX_HELLO_BYTES, readClientHello } from "./client_hello.ts";

/** What a client sends first through a tunnel. `bad`: neither TLS nor HTTP; `why` completes "The first bytes …". */
export type Opening =
  | { readonly kind: "tls"; readonly hello: ClientHello }
  | { readonly kind: "http" }
  | { readonly kind: "bad"; readonly why: string };

/** All that can come before it is known: framing of 64 records and the message. */
export const MAX_OPENING_BYTES = MAX_HELLO_BYTES + 1024;

/** Methods are up to 20 letters here; what follows is the target. */
const METHOD = /^[A-Z]{1,20} /;
const PART_OF_METHOD = /^[A-Z]{1,20}$/;

/** Tells what goes through a tunnel from its first bytes; null when more are needed. */
export function openingOf(bytes: Uint8Array): Opening | null {
  if (bytes.length === 0) return null;
  const start = String.fromCharCode(...bytes.subarray(0, 21));
  if (METHOD.test(start)) return { kind: "http" };
  if (PART_OF_METHOD.test(start)) return null;
  const result = readClientHello(bytes);
  if (result.kind === "incomplete") return null;
  return result.kind === "hello" ? { kind: "tls", hello: result.hello } : result;
}
