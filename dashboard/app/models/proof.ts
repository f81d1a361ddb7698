/**
 * The page's half of a session. Cookies do not tell ports apart, so every server on this machine is sent the console's;
 * the proof lies in storage that belongs to this origin, port included, and goes along with each request.
 */

/** Storage shared by all pages of this origin, and by no other. */
export interface ProofStorage {
  /** Empty when there is none. */
  read(): string;
  write(proof: string): void;
  /** Another page of this origin has written. */
  onChange(listener: () => void): void;
}

const FRAGMENT = /^#proof=([A-Za-z0-9_-]{43})$/;

/** The proof in the fragment to which the printed link leads; empty when there is none. */
export function proofIn(fragment: string): string {
  return FRAGMENT.exec(fragment)?.[1] ?? "";
}

/** Where the browser refuses storage, memory has to do: until the page is left. */
export class ProvingFetch {
  readonly #fetch: typeof fetch;
  readonly #storage: ProofStorage;
  readonly #onSettled: () => void;
  /**
   * From the address bar, not yet known to be right: any page can lead here with a made-up one, and that must not sign
   * anybody out.
   */
  #fresh: string;
  #kept = "";

  /** @param options.onSettled Called once when the fresh proof was taken or refused: until then it must not be lost. */
  constructor(
    options: { fetch: typeof fetch; storage: ProofStorage; fresh: string; onSettled?: () => void },
  ) {
    this.#onSettled = options.onSettled ?? (() => {});
    this.#fetch = options.fetch;
    this.#storage = options.storage;
    this.#fresh = options.fresh;
  }

  keep(proof: string): void {
    this.#fresh = "";
    this.#kept = proof;
    this.#storage.write(proof);
  }

  /** Sends a request with the proof; once more when it was refused and there is another proof. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const proof = this.#current();
    const response = await this.#fetch(input, proven(init, proof));
    this.#judge(proof, response);
    if (response.status !== 401) return response;
    const other = this.#current();
    if (other === "" || other === proof) return response;
    await response.body?.cancel();
    return await this.#fetch(input, proven(init, other));
  };

  /** What the answer says of the fresh proof. An answer that is neither yes nor no leaves it as it is. */
  #judge(proof: string, { ok, status }: Response): void {
    if (proof === "" || proof !== this.#fresh) return;
    if (ok) this.keep(proof);
    else if (status === 401) this.#fresh = "";
    else return;
    this.#onSettled();
  }

  #current(): string {
    return this.#fresh || this.#storage.read() || this.#kept;
  }
}

function proven(init: RequestInit, proof: string): RequestInit {
  if (proof === "") return init;
  const headers = new Headers(init.headers);
  headers.set("x-interven-proof", proof);
  return { ...init, headers };
}
