/** The one way to the gateway. What can be expected to happen comes back as a value; nothing here throws for what a server or a network does. */
import type { TracePage, TraceStats } from "../../../engine/ports.ts";
import { readObject, readText } from "./json_reading.ts";
import { queryOfFilter, type TraceFilter } from "./trace_filter.ts";
import {
  type ApprovalRequest,
  type Lock,
  readApproval,
  readApprovals,
  readLock,
  readProof,
  readStats,
  readTrace,
  readTracePage,
} from "./wire.ts";
import type { RecordedTrace } from "../../../engine/types.ts";

/** Why an answer did not come: no session, no gateway, no such thing, overtaken by somebody else, or refused. */
export type FailureKind = "signed_out" | "offline" | "not_found" | "conflict" | "refused";

export interface Failure {
  readonly ok: false;
  readonly kind: FailureKind;
  /** One sentence for the person at the screen. */
  readonly message: string;
  /** The problem as the gateway told it (RFC 9457), for whoever looks for more in it. Absent when there is none. */
  readonly body?: unknown;
}

export type Answer<Value> = { readonly ok: true; readonly value: Value } | Failure;

export interface ApiClientOptions {
  readonly fetch: typeof fetch;
  /** Told whenever the gateway answers that there is no session, or none that this page can prove. */
  readonly onLocked: (lock: Lock) => void;
  /** How long to wait for an answer. Default 15,000 ms. */
  readonly timeoutMs?: number;
}

const KINDS: Readonly<Record<number, FailureKind>> = { 401: "signed_out", 404: "not_found", 409: "conflict" };

export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  /** Newest first, without requests, findings and outcomes. */
  async traces(filter: TraceFilter, page: { limit: number; cursor?: string }): Promise<Answer<TracePage>> {
    const query = new URLSearchParams({ limit: String(page.limit), detail: "summary" });
    for (const [name, value] of Object.entries(queryOfFilter(filter))) {
      if (value !== null) query.set(name, value);
    }
    if (page.cursor !== undefined) query.set("cursor", page.cursor);
    return mapAnswer(await this.#get(`/v1/traces?${query}`), readTracePage);
  }

  async trace(traceId: string): Promise<Answer<RecordedTrace>> {
    return mapAnswer(await this.#get(`/v1/traces/${encodeURIComponent(traceId)}`), readTrace);
  }

  /** @param window As the API takes it, such as `1h`. */
  async stats(window: string): Promise<Answer<TraceStats>> {
    return mapAnswer(await this.#get(`/v1/stats?${new URLSearchParams({ window })}`), readStats);
  }

  /** Newest first, pending and decided. */
  async approvals(limit = 100): Promise<Answer<readonly ApprovalRequest[]>> {
    return mapAnswer(await this.#get(`/v1/approvals?limit=${limit}`), readApprovals);
  }

  async approval(id: string): Promise<Answer<ApprovalRequest>> {
    return mapAnswer(await this.#get(`/v1/approvals/${encodeURIComponent(id)}`), readApproval);
  }

  async decide(id: string, verdict: "approve" | "deny", note: string): Promise<Answer<ApprovalRequest>> {
    const path = `/v1/approvals/${encodeURIComponent(id)}/${verdict}`;
    return mapAnswer(await this.#send(path, note === "" ? {} : { note }), readApproval);
  }

  /** Exchanges the console token for a session: its cookie, and the proof that is answered. */
  async signIn(token: string): Promise<Answer<string>> {
    return mapAnswer(await this.#send("/v1/session", { token }), readProof);
  }

  /**
   * Asks for anything else.
   *
   * @param read Makes a value of the JSON that came; undefined when it cannot be read.
   */
  async get<Value>(path: string, read: (json: unknown) => Value | undefined): Promise<Answer<Value>> {
    return mapAnswer(await this.#get(path), read);
  }

  /** Sends JSON; otherwise as `get`. `body` undefined: none is sent. */
  async send<Value>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    { body, read }: { body?: unknown; read: (json: unknown) => Value | undefined },
  ): Promise<Answer<Value>> {
    return mapAnswer(await this.#send(path, body, method), read);
  }

  #get(path: string): Promise<Answer<unknown>> {
    return this.#request(path, { method: "GET" });
  }

  #send(path: string, body: unknown, method = "POST"): Promise<Answer<unknown>> {
    const json = body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return this.#request(path, { method, ...json });
  }

  async #request(path: string, init: RequestInit): Promise<Answer<unknown>> {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(this.#options.timeoutMs ?? 15_000);
      response = await this.#options.fetch(path, { ...init, signal, cache: "no-store" });
    } catch {
      return { ok: false, kind: "offline", message: "The gateway does not answer. Is it running?" };
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return { ok: true, value: body };
    const kind = KINDS[response.status] ?? "refused";
    if (kind === "signed_out") this.#options.onLocked(readLock(body));
    const problem = readObject(body);
    const detail = readText(problem.detail, readText(problem.title));
    const message = detail || `The gateway answered with status ${response.status}.`;
    return { ok: false, kind, message, ...(body !== undefined && { body }) };
  }
}

function mapAnswer<Value>(
  answer: Answer<unknown>,
  read: (value: unknown) => Value | undefined,
): Answer<Value> {
  if (!answer.ok) return answer;
  const value = read(answer.value);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, kind: "refused", message: "The gateway's answer could not be read. Reload this page." };
}
