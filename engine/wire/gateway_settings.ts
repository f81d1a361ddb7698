/** What the console shows of the gateway itself, as JSON. Holds no secret: of those it says only whether they are set. */
import type { Mode } from "../types.ts";

/** `GET /v1/session`. */
export interface WhoAmIWire {
  readonly signed_in_by: "session" | "token";
  /** Null for the token, which does not expire. */
  readonly expires_at: string | null;
  readonly open_sessions: number;
}

export interface ModeSwitchWire {
  readonly from: Mode;
  readonly to: Mode;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
}

export interface ModeWire {
  readonly mode: Mode;
  /** What the start settings say; it holds again after a restart. */
  readonly started_with: Mode;
  /** Since the start; null when nobody has switched. */
  readonly last_switch: ModeSwitchWire | null;
}

/** Where the value in force comes from. */
export type SettingOrigin = "flag" | "env" | "file" | "default";

export interface SettingWire {
  /** `--port` */
  readonly flag: string;
  readonly env: string | null;
  /** In words; of a secret only whether there is one. */
  readonly value: string;
  readonly origin: SettingOrigin;
  readonly doc: string;
}

export interface RetentionWire {
  /** Null: for ever. */
  readonly keep_days: number | null;
  /** Null: no limit. */
  readonly max_bytes: number | null;
  readonly used_bytes: number;
  readonly calls: number;
  readonly oldest_at: string | null;
  readonly approvals: number;
  readonly audit_entries: number;
}

/** What `interven audit verify --json` says. */
export interface AuditReportWire {
  readonly ok: boolean;
  readonly broken: { readonly kind: string; readonly seq: number | null; readonly message: string } | null;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly entries: number;
  readonly forgotten_records: number;
  readonly cut_through: number;
  readonly checkpoints: number;
  readonly last_checkpoint: { readonly seq: number; readonly at: number; readonly key_id: string } | null;
}

/** A check of the whole record, in a process of its own. */
export type AuditJobWire =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly started_at: string }
  | {
    readonly state: "done";
    readonly started_at: string;
    readonly finished_at: string;
    readonly report: AuditReportWire;
  }
  | {
    readonly state: "failed";
    readonly started_at: string;
    readonly finished_at: string;
    readonly message: string;
  };

/** One line of `interven doctor`. */
export interface DoctorFindingWire {
  readonly name: string;
  /** `warn`: it works, and somebody should know. */
  readonly state: "ok" | "warn" | "failed";
  readonly text: string;
  /** What to do about it. */
  readonly mend?: string;
}

export interface DoctorWire {
  readonly findings: readonly DoctorFindingWire[];
  readonly at: string;
}

/** `GET /v1/settings`. */
export interface GatewaySettingsWire {
  readonly version: string;
  /** Runtime and platform: `Deno 2.8.3, linux x86_64`. */
  readonly runtime: string;
  readonly started_at: string;
  readonly data_dir: string;
  readonly engine: string;
  readonly policy: string;
  readonly mode: ModeWire;
  readonly settings: readonly SettingWire[];
  readonly retention: RetentionWire;
  readonly audit: AuditJobWire;
  /** Where the console token comes from: one that was given at the start cannot be replaced here. */
  readonly console_token: "given" | "file";
}

/** `POST /v1/settings/console-token`. */
export interface NewTokenWire {
  /** Opens the console once. Every session has ended. */
  readonly login_url: string;
}
