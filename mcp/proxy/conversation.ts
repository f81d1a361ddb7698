/** What is known of the two sides: told at `initialize`, or with every request in the stateless revisions. */
import { isObject, type JsonObject, paramsOf } from "./message.ts";

/** Keys of `_meta` from revision 2026-07-28 on. Written out: loading the SDK for two words would cost its whole start-up. */
const CLIENT_INFO_META_KEY = "io.modelcontextprotocol/clientInfo";
const CLIENT_CAPABILITIES_META_KEY = "io.modelcontextprotocol/clientCapabilities";

const MAX_NAME_CHARS = 200;
const UNNAMED = "mcp";

export class Conversation {
  #clientInfo: unknown;
  #capabilities: JsonObject = {};
  #isStateless = false;

  /** Takes in what the client says of itself at `initialize`. */
  initialized(request: JsonObject): void {
    const params = paramsOf(request);
    this.#clientInfo = params["clientInfo"];
    if (isObject(params["capabilities"])) this.#capabilities = params["capabilities"];
  }

  /** Takes in what a request says of its client, as the revisions from 2026-07-28 on have it. */
  requested(request: JsonObject): void {
    const meta = paramsOf(request)["_meta"];
    if (!isObject(meta)) return;
    if (CLIENT_INFO_META_KEY in meta) this.#clientInfo = meta[CLIENT_INFO_META_KEY];
    const capabilities = meta[CLIENT_CAPABILITIES_META_KEY];
    if (!isObject(capabilities)) return;
    this.#isStateless = true;
    this.#capabilities = capabilities;
  }

  /** A claim, good enough to tell agents apart, not to trust one. */
  get clientName(): string {
    return nameIn(this.#clientInfo);
  }

  /** Of the client that made a request: without sessions, several may share a conversation. */
  clientNameOf(request: JsonObject): string {
    const meta = paramsOf(request)["_meta"];
    return isObject(meta) && CLIENT_INFO_META_KEY in meta
      ? nameIn(meta[CLIENT_INFO_META_KEY])
      : this.clientName;
  }

  /** Whether a person can be asked in the result of a request, as the stateless revisions do. */
  canAskInResult(request: JsonObject): boolean {
    const meta = paramsOf(request)["_meta"];
    const capabilities = isObject(meta) ? meta[CLIENT_CAPABILITIES_META_KEY] : undefined;
    const elicitation = isObject(capabilities) ? capabilities["elicitation"] : undefined;
    // Forms are what it means when it says nothing more.
    return isObject(elicitation) && ("form" in elicitation || !("url" in elicitation));
  }

  /** A result of the proxy's own, in the form of the revision that is spoken. */
  completed(result: JsonObject): JsonObject {
    return this.#isStateless ? { resultType: "complete", ...result } : result;
  }

  /** Whether a person can be asked through the client. Stateless revisions have no requests from the server's side. */
  get canElicit(): boolean {
    return !this.#isStateless && isObject(this.#capabilities["elicitation"]);
  }
}

function nameIn(clientInfo: unknown): string {
  const name = isObject(clientInfo) ? clientInfo["name"] : undefined;
  // deno-lint-ignore no-control-regex -- control characters are what it removes
  const clean = typeof name === "string" ? name.replace(/[\u0000-\u001f\u007f]/g, " ").trim() : "";
  return clean.slice(0, MAX_NAME_CHARS) || UNNAMED;
}
