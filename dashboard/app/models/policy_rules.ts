/** The rules in force, and which of them a person looks for. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { PolicyWire, RuleWire } from "../../../engine/wire/policy_console.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

const readPolicies = shaped<{ policies: readonly PolicyWire[] }>("policies");

export class PolicyRules {
  /** Null until they came. */
  readonly policies: Signal<readonly PolicyWire[] | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  /** Words that a rule must hold. */
  readonly search: Signal<string> = signal("");
  /** Those that hold every word; a policy without any is left out. */
  readonly found: ReadonlySignal<readonly PolicyWire[]>;
  readonly #tools: ViewTools;
  #opened = false;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.found = computed(() => narrowed(this.policies.value ?? [], this.search.value));
    tools.onConnected(() => {
      if (this.#opened) void this.refresh();
    });
  }

  async refresh(): Promise<void> {
    this.#opened = true;
    const answer = await this.#tools.api.get("/v1/policies", readPolicies);
    this.problem.value = answer.ok ? "" : answer.message;
    if (answer.ok) this.policies.value = answer.value.policies;
  }
}

function narrowed(policies: readonly PolicyWire[], search: string): readonly PolicyWire[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return policies;
  return policies.map((policy) => ({
    ...policy,
    rules: policy.rules.filter((rule) => {
      const text = `${policy.name} ${textOf(rule)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    }),
  })).filter(({ rules }) => rules.length > 0);
}

function textOf(
  { rule_id, description = "", action, reason_code, message, conditions, source }: RuleWire,
): string {
  const wanted = conditions.map(({ key, wanted }) => `${key} ${wanted}`);
  return [rule_id, description, action, reason_code, message, source, ...wanted].join(" ");
}

/** `condition.body_path_gt` is read as `body path above`: words of the key without its section. */
export function conditionWords(key: string): string {
  return key.replace(/^(?:match|condition|answer)\./, "").replaceAll("_", " ");
}
