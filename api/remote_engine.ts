/**
 * The engine of another gateway (`--gateway-url`): same verdicts, reached through its API.
 * Whatever goes wrong on the way, or comes back in another form than it should, is "no verdict": callers then fail closed.
 */
import { type Engine, EngineUnavailableError, type Refusal } from "../engine/ports.ts";
import type {
  ApprovalState,
  Evaluation,
  Outcome,
  ResponseObservation,
  ResponseReport,
  ToolCall,
} from "../engine/types.ts";
import { approvalStatusFromWire } from "../engine/wire/approval_status.ts";
import { responseObservationToWire, responseReportFromWire } from "../engine/wire/response_report.ts";
import { scanRequestToWire } from "../engine/wire/scan_request.ts";
import { verdictFromWire } from "../engine/wire/verdict.ts";
import { type DirectAnswer, DirectHttp, type DirectRequest } from "./direct_http.ts";
import { refusalToWire } from "./refusal_wire.ts";

const DEFAULT_TIMEOUT_MS = 30_000;
/** A redacted body of 10 MB in base64, with room for findings. */
const DEFAULT_MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export interface RemoteEngineOptions {
  /** The other gateway's address, such as `https://gateway.example:4100`. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. Default: none. */
  readonly apiKey?: string;
  /** How long one verdict may take, milliseconds. Default: 30,000. */
  readonly timeoutMs?: number;
  /** Longest answer that is read, bytes. Default: 32 MiB. */
  readonly maxAnswerBytes?: number;
}

export interface RemoteEngine extends Engine {
  /** Looks for the engine once. `reason` is one line: unreachable, no Interven engine, key refused, or not ready. */
  check(): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  /** Closes idle connections. */
  close(): void;
}

/** @throws {TypeError} when `url` is no absolute http or https URL. */
export function createRemoteEngine(options: RemoteEngineOptions): RemoteEngine {
  const url = new URL(options.url);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`Cannot use the engine at "${options.url}": wanted an http or https URL`);
  }
  return new HttpEngine(url, options);
}

class HttpEngine implements RemoteEngine {
  readonly #http: DirectHttp;
  /** Without credentials, path or query: fit for messages. */
  readonly #origin: string;

  constructor(url: URL, options: RemoteEngineOptions) {
    this.#origin = url.origin;
    this.#http = new DirectHttp({
      url,
      headers: options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` },
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxAnswerBytes: options.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES,
    });
  }

  async evaluate(call: ToolCall): Promise<Evaluation> {
    const answer = await this.#send({
      method: "POST",
      path: "/v1/scan?answer=whole",
      body: scanRequestToWire(call),
    });
    const parsed = verdictFromWire(this.#json(answer));
    if (!parsed.ok) throw this.#unavailable(`its answer is no verdict (${parsed.field})`);
    // The other gateway answers only when its trace is durable.
    return { verdict: parsed.verdict, recorded: Promise.resolve() };
  }

  async observeResponse(observation: ResponseObservation): Promise<ResponseReport | undefined> {
    const body = responseObservationToWire(observation);
    const answer = await this.#send({ method: "POST", path: "/v1/scan/response", body }, [404]);
    if (answer.status === 404) return undefined;
    const report = responseReportFromWire(this.#json(answer));
    if (report === undefined) throw this.#unavailable("its answer is no report");
    return report;
  }

  /** The API takes no outcomes: any agent could send false ones. What became of the call stays in this gateway's log. */
  recordOutcome(_outcome: Outcome): void {}

  async recordRefusal(refusal: Refusal): Promise<{ traceId: string }> {
    const answer = await this.#send({ method: "POST", path: "/v1/refusals", body: refusalToWire(refusal) });
    const value = this.#json(answer);
    const traceId = typeof value === "object" && value !== null && "trace_id" in value
      ? value.trace_id
      : undefined;
    if (typeof traceId !== "string") throw this.#unavailable("its answer names no trace");
    return { traceId };
  }

  async approvalStatus(id: string): Promise<{ status: ApprovalState; expiresAt: number } | undefined> {
    const path = `/v1/approvals/${encodeURIComponent(id)}/status`;
    const answer = await this.#send({ method: "GET", path }, [404]);
    if (answer.status === 404) return undefined;
    const status = approvalStatusFromWire(this.#json(answer));
    if (status === undefined) throw this.#unavailable("its answer is no approval's status");
    return status;
  }

  async health(): Promise<{ ready: boolean; reason?: string }> {
    const found = await this.check();
    return found.ok ? { ready: true } : { ready: false, reason: found.reason };
  }

  async check(): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
    try {
      const answer = await this.#http.send({ method: "GET", path: "/ready" });
      if (answer.headers["x-interven-error"] === "WRONG_HOST") {
        return this.#refusal(
          "it does not answer for that host name; use its address instead, or start it with --allow-host",
        );
      }
      if (answer.headers["x-interven-engine"] === undefined) {
        return this.#refusal(`what answers there (status ${answer.status}) is no Interven engine`);
      }
      if (answer.status !== 200) return this.#refusal(`it is not ready: ${reasonsIn(answer.text)}`);
      // Any approval will do: the question is whether the key opens the agent routes.
      const probe = await this.#http.send({ method: "GET", path: "/v1/approvals/probe/status" });
      if (probe.status === 401) return this.#refusal("it refused the API key");
      return { ok: true };
    } catch (error) {
      return this.#refusal(`it cannot be reached (${messageOf(error)})`);
    }
  }

  close(): void {
    this.#http.close();
  }

  /** @param alsoFine Statuses besides 2xx that the caller understands. */
  async #send(request: DirectRequest, alsoFine: readonly number[] = []): Promise<DirectAnswer> {
    let answer: DirectAnswer;
    try {
      answer = await this.#http.send(request);
    } catch (error) {
      throw this.#unavailable(messageOf(error), error);
    }
    const { status } = answer;
    if ((status >= 200 && status < 300) || (alsoFine.includes(status) && isProblem(answer))) return answer;
    throw this.#unavailable(
      `it answered with status ${status}${status === 401 ? ": the API key was refused" : ""}`,
    );
  }

  #json(answer: DirectAnswer): unknown {
    try {
      return JSON.parse(answer.text);
    } catch {
      throw this.#unavailable("its answer is no JSON");
    }
  }

  #refusal(reason: string): { readonly ok: false; readonly reason: string } {
    return { ok: false, reason: `Cannot use the engine at "${this.#origin}": ${reason}` };
  }

  #unavailable(reason: string, cause?: unknown): EngineUnavailableError {
    const message = `Cannot get a verdict from the engine at "${this.#origin}": ${reason}`;
    return new EngineUnavailableError("ENGINE_UNAVAILABLE", message, cause === undefined ? {} : { cause });
  }
}

/** A refusal by the engine itself, not by whatever else may answer at its address. */
function isProblem(answer: DirectAnswer): boolean {
  return String(answer.headers["content-type"]).startsWith("application/problem+json");
}

function reasonsIn(text: string): string {
  try {
    const { reasons } = JSON.parse(text) as { reasons?: unknown };
    if (Array.isArray(reasons)) return reasons.map(String).join("; ").slice(0, 300);
  } catch {
    // Falls through: the status alone has to do.
  }
  return "no reason given";
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll("\n", " ");
}
