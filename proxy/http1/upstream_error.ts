/** What went wrong on the way to or from an upstream. The codes are public: they appear in `X-Interven-Error`. */
export type UpstreamErrorCode =
  | "UPSTREAM_UNREACHABLE"
  | "UPSTREAM_TLS"
  | "UPSTREAM_TIMEOUT"
  | "UPSTREAM_PROTOCOL";

/** The only error that the HTTP/1.1 client throws for what an upstream or the network does. */
export class UpstreamError extends Error {
  override name = "UpstreamError";
  constructor(readonly code: UpstreamErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Shorthand for what breaks the rules of RFC 9112. */
export function protocolError(message: string): UpstreamError {
  return new UpstreamError("UPSTREAM_PROTOCOL", message);
}
