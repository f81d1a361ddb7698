/** What the console is told about policies: types of the JSON of `/v1/policies/…` and `/v1/playground`. */
import type { AnswerAction, DataClass, Decision, Finding, RiskBand, Signal, Verb } from "../types.ts";

/** One rule in force, as `GET /v1/policies` tells it. */
export interface RuleWire {
  readonly rule_id: string;
  readonly description?: string;
  readonly priority?: number;
  readonly action: string;
  readonly reason_code: string | null;
  readonly message: string | null;
  readonly conditions: readonly ConditionWire[];
  /** `policy.yaml:12` or `pack:default:40`. */
  readonly source: string;
  readonly set_aside_for?: readonly {
    readonly description: string;
    readonly conditions: readonly ConditionWire[];
    readonly source: string;
  }[];
}

export interface ConditionWire {
  readonly key: string;
  readonly wanted: string;
}

export interface PolicyWire {
  readonly policy_id: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly RuleWire[];
}

export interface PolicyFileWire {
  readonly name: string;
  readonly text: string;
}

export interface PolicyProblemWire {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `GET /v1/policies/source`: where the policy is written, as it is on disk now. */
export interface PolicySourceWire {
  readonly kind: "built-in" | "packs" | "file" | "folder" | "saved";
  /** `built-in default pack` or the path. */
  readonly description: string;
  readonly files: readonly PolicyFileWire[];
  /** To be sent back with a save. */
  readonly version: string;
  /** Why nothing can be saved; null when it can. */
  readonly read_only: string | null;
  /** The file that the first save makes; null when there are files. */
  readonly new_file: string | null;
  /** What is wrong with the files on disk; the last good policy is in force while there is something. */
  readonly problems: readonly PolicyProblemWire[];
  readonly packs: readonly { readonly name: string; readonly summary: string }[];
}

/** `PUT /v1/policies/source`. */
export type SaveWire =
  | { readonly ok: true; readonly backup: string; readonly source: PolicySourceWire }
  | { readonly ok: false; readonly errors: readonly PolicyProblemWire[] };

/** `POST /v1/policies/validate`. */
export type ValidationWire =
  | {
    readonly ok: true;
    readonly policies: number;
    readonly rules: number;
    readonly detection_rules: number;
    readonly errors: readonly [];
  }
  | { readonly ok: false; readonly errors: readonly PolicyProblemWire[] };

export interface WordWire {
  readonly decision: Decision;
  readonly redacts: boolean;
  readonly rule_id: string | null;
}

export interface CallChangeWire {
  readonly trace_id: string;
  readonly at: string;
  readonly agent_id: string;
  readonly tool_name: string;
  readonly operation: string;
  readonly host: string;
  /** Of the policy in force. */
  readonly before: WordWire;
  readonly after: WordWire;
}

/** What is missing in records so that a rule cannot be tried on them. */
export type GapWire = "body" | "url" | "facts" | "findings" | "instructions";

export interface ReplayWire {
  readonly ok: true;
  /** Calls that were looked at: the newest. */
  readonly calls: number;
  /** Of the oldest of them; null when there was none. */
  readonly since: string | null;
  readonly same: number;
  readonly changed: number;
  /** Where the record lacks what a rule asks for. */
  readonly untold: number;
  readonly untold_for: readonly { readonly gap: GapWire; readonly calls: number }[];
  /** Refused before a policy was asked, or judged by a remote engine. */
  readonly unjudged: number;
  /** From which decision to which, most frequent first. */
  readonly moves: readonly { readonly from: Decision; readonly to: Decision; readonly calls: number }[];
  /** Newest first, up to a hundred. */
  readonly changes: readonly CallChangeWire[];
  /** Sentences: what cannot be tried on records at all. */
  readonly notes: readonly string[];
}

export type ReplayAnswerWire = ReplayWire | {
  readonly ok: false;
  readonly errors: readonly PolicyProblemWire[];
};

export interface DraftKeyWire {
  readonly name: string;
  readonly value: string;
  readonly optional: boolean;
}

/** `POST /v1/policies/draft`. */
export type DraftWire =
  | {
    readonly ok: true;
    readonly rules: readonly string[];
    readonly keys: readonly DraftKeyWire[];
    /** The exception as it stands in the file. */
    readonly entry: string;
    readonly file: PolicyFileWire;
    /** To be sent back with a save. */
    readonly version: string;
    /** Why it cannot be saved from here; null when it can. */
    readonly read_only: string | null;
    readonly lets_through: readonly string[];
    readonly still_stopped: readonly string[];
    readonly effect: ReplayAnswerWire;
  }
  | { readonly ok: false; readonly reason: string };

/** `POST /v1/policies/case`. */
export type CaseDraftWire =
  | { readonly ok: true; readonly text: string; readonly lacks: readonly string[] }
  | { readonly ok: false; readonly reason: string };

export interface ConditionTrialWire extends ConditionWire {
  readonly found: string;
  readonly held: boolean;
}

export interface RuleTrialWire {
  readonly rule_id: string;
  readonly source: string;
  readonly action: string;
  readonly matched: boolean;
  /** The one rule of its policy that is heard. */
  readonly spoke: boolean;
  readonly set_aside?: { readonly description: string; readonly source: string };
  readonly conditions: readonly ConditionTrialWire[];
}

/** `POST /v1/playground`: a call that was judged and neither recorded nor remembered. */
export interface PlaygroundWire {
  readonly decision: Decision;
  readonly risk_score: number;
  readonly risk_band: RiskBand;
  readonly reason_codes: readonly string[];
  readonly message: string;
  readonly tool_name: string;
  readonly operation: string;
  readonly verb: Verb;
  readonly category: string;
  readonly host: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly classifications: readonly DataClass[];
  readonly findings: readonly Finding[];
  readonly signals: readonly Signal[];
  readonly policy_name: string | null;
  readonly rule_id: string | null;
  /** The URL as it may be shown. */
  readonly url: string;
  /** As it would be sent, where that differs from what came. */
  readonly sanitized_body: string | null;
  /** As it would be kept, with placeholders where something was found; null when nothing was. */
  readonly stored_body: string | null;
  readonly policies: readonly {
    readonly policy_id: string;
    readonly policy_name: string;
    readonly rules: readonly RuleTrialWire[];
  }[];
  /** Absent when no answer was given. */
  readonly answer?: {
    readonly findings: readonly Finding[];
    readonly reason_codes: readonly string[];
    /** The loudest instruction to the agent, 0…1. */
    readonly injection: number;
    readonly spans: readonly {
      readonly path: string;
      readonly start: number;
      readonly end: number;
      readonly score: number;
      readonly reasons: readonly string[];
    }[];
    /** Strictest rule about answers that holds; null when none does. */
    readonly action: AnswerAction | null;
    readonly rules: readonly {
      readonly rule_id: string;
      readonly source: string;
      readonly action: AnswerAction;
      readonly concerns: boolean;
      readonly matched: boolean;
      readonly conditions: readonly ConditionTrialWire[];
    }[];
  };
  /** What the proxy would answer before the call is judged at all: it does not go to such a place. Absent when it would go. */
  readonly refused_at_door?: string;
  readonly evaluate_ms: number;
}
