/** Which rules a call met, asked of the gateway when somebody wants to know. */
import { type Signal, signal } from "@preact/signals";
import type { ApiClient } from "./api_client.ts";
import { isObject, readList, readObject, readText, readTexts } from "./json_reading.ts";

/** `null` where the record cannot tell. */
export interface ShownKey {
  readonly key: string;
  readonly wanted: string;
  readonly found: string | null;
  readonly held: boolean | null;
}

export interface ShownRule {
  readonly ruleId: string;
  readonly description: string;
  readonly source: string;
  readonly action: string;
  readonly matched: boolean | null;
  readonly spoke: boolean | null;
  /** What set it aside although it matches; null when nothing did. */
  readonly setAside: string | null;
  readonly keys: readonly ShownKey[];
}

export interface ShownExplanation {
  /** The policy in force is the one that was asked then. */
  readonly isPolicyOfThen: boolean;
  readonly gaps: readonly string[];
  readonly policies: readonly { readonly name: string; readonly rules: readonly ShownRule[] }[];
}

export type ExplanationState =
  | { readonly kind: "idle" }
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: string }
  /** No policy was asked, or the engine is elsewhere. */
  | { readonly kind: "none" }
  | { readonly kind: "ready"; readonly explanation: ShownExplanation };

export class ExplanationOf {
  readonly state: Signal<ExplanationState> = signal({ kind: "idle" });
  readonly #api: ApiClient;
  #traceId: string | null = null;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  /** Another call is open now. */
  reset(traceId: string | null): void {
    this.#traceId = traceId;
    this.state.value = { kind: "idle" };
  }

  /** Asks once for each call. */
  async load(): Promise<void> {
    const traceId = this.#traceId;
    const { kind } = this.state.peek();
    if (traceId === null || kind === "loading" || kind === "ready" || kind === "none") return;
    this.state.value = { kind: "loading" };
    const path = `/v1/traces/${encodeURIComponent(traceId)}/explanation`;
    const answer = await this.#api.get(path, readExplanation);
    if (traceId !== this.#traceId) return;
    this.state.value = answer.ok ? answer.value : { kind: "failed", problem: answer.message };
  }
}

function readExplanation(json: unknown): ExplanationState | undefined {
  if (!isObject(json)) return undefined;
  const { explanation } = json;
  if (!isObject(explanation)) return { kind: "none" };
  return {
    kind: "ready",
    explanation: {
      isPolicyOfThen: explanation.policy_of_then === true,
      gaps: readTexts(explanation.gaps),
      policies: readList(explanation.policies).map(readObject).map((policy) => ({
        name: readText(policy.policy_name, readText(policy.policy_id)),
        rules: readList(policy.rules).map(readRule),
      })),
    },
  };
}

function readRule(value: unknown): ShownRule {
  const rule = readObject(value);
  const aside = isObject(rule.set_aside) ? rule.set_aside : null;
  return {
    ruleId: readText(rule.rule_id),
    description: readText(rule.description),
    source: readText(rule.source),
    action: readText(rule.action),
    matched: readTruth(rule.matched),
    spoke: readTruth(rule.spoke),
    setAside: aside && (readText(aside.description) || readText(aside.source)),
    keys: readList(rule.predicates).map(readObject).map((key) => ({
      key: readText(key.key),
      wanted: readText(key.wanted),
      found: typeof key.found === "string" ? key.found : null,
      held: readTruth(key.held),
    })),
  };
}

function readTruth(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
