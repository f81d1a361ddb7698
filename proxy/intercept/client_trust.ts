/**
 * Watches from outside whether a client goes on with a TLS handshake, by the types and lengths of its records (RFC 8446 section 5.1). A
 * client that does not trust the certificate sends an alert, which TLS 1.3 encrypts, or just hangs up.
 */
export class ClientTrust {
  /** What is left of the record that is being passed by. */
  #skip = 0;
  readonly #header: number[] = [];
  #hasAccepted = false;
  #hasAlert = false;
  #isLost = false;

  /** Takes what the client sends after its ClientHello. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#hasAccepted && !this.#isLost;) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, bytes.length - at);
        this.#skip -= passed;
        at += passed;
        continue;
      }
      this.#header.push(bytes[at++]!);
      if (this.#header.length === 5) this.#record();
    }
  }

  #record(): void {
    const [type = 0, major = 0, , high = 0, low = 0] = this.#header.splice(0);
    this.#skip = high << 8 | low;
    if (major !== 3) this.#isLost = true;
    else if (type === ALERT) this.#hasAlert = true;
    // TLS 1.2: the client sends its key once it accepts the certificate. TLS 1.3: an encrypted Finished.
    else if (type === HANDSHAKE || (type === ENCRYPTED && this.#skip >= FINISHED_BYTES)) {
      this.#hasAccepted = true;
    }
  }

  /** Whether the client finished the handshake, as far as can be told. */
  get hasAccepted(): boolean {
    return this.#hasAccepted && !this.#hasAlert;
  }
}

const ALERT = 21;
const HANDSHAKE = 22;
const ENCRYPTED = 23;
/** A Finished with its type and tag; an encrypted alert has 19 bytes. */
const FINISHED_BYTES = 4 + 32 + 1 + 16;
