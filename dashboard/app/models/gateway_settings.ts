/** What the gateway runs with, and what a person can have done to it. */
import { batch, type Signal, signal } from "@preact/signals";
import type { Mode } from "../../../engine/types.ts";
import type {
  AuditJobWire,
  DoctorWire,
  GatewaySettingsWire,
  ModeWire,
  NewTokenWire,
  WhoAmIWire,
} from "../../../engine/wire/gateway_settings.ts";
import type { Answer } from "./api_client.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

/** How often a check that runs is asked after. */
const AUDIT_POLL_MS = 1_000;

const readSettings = shaped<GatewaySettingsWire>("mode", "settings", "retention", "audit");
const readWho = shaped<WhoAmIWire>("signed_in_by");
const readMode = shaped<ModeWire>("mode", "started_with");
const readAudit = (json: unknown) => shaped<{ state: string }>("state")(json) as AuditJobWire | undefined;
const readDoctor = shaped<DoctorWire>("findings");
const readToken = shaped<NewTokenWire>("login_url");

export class GatewaySettings {
  /** Null until they came. */
  readonly facts: Signal<GatewaySettingsWire | null> = signal(null);
  readonly who: Signal<WhoAmIWire | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  readonly doctor: Signal<DoctorWire | null> = signal(null);
  readonly examining: Signal<boolean> = signal(false);
  /** A change is under way. */
  readonly busy: Signal<boolean> = signal(false);
  /** The link that a new token came with, shown once; null when there is none. */
  readonly newLink: Signal<string | null> = signal(null);
  readonly #tools: ViewTools;
  #opened = false;
  #polling = false;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    tools.onConnected(() => {
      if (this.#opened) void this.refresh();
    });
  }

  async refresh(): Promise<void> {
    this.#opened = true;
    // A new token has ended the session: asking would only lock the page before the link was seen.
    if (this.newLink.peek() !== null) return;
    const { api } = this.#tools;
    const [facts, who] = await Promise.all([
      api.get("/v1/settings", readSettings),
      api.get("/v1/session", readWho),
    ]);
    batch(() => {
      if (facts.ok) this.facts.value = facts.value;
      this.problem.value = facts.ok ? "" : facts.message;
      if (who.ok) this.who.value = who.value;
    });
    if (facts.ok && facts.value.audit.state === "running") this.#pollAudit();
  }

  /** @returns whether the gateway did it. */
  async switchMode(to: Mode, note: string): Promise<boolean> {
    const from = this.facts.peek()?.mode.mode;
    if (from === undefined) return false;
    const body = { mode: to, from, ...(note.trim() !== "" && { note: note.trim() }) };
    const answer = await this.#change(() =>
      this.#tools.api.send("POST", "/v1/settings/mode", { body, read: readMode })
    );
    if (answer.ok) this.#patch({ mode: answer.value });
    else await this.refresh();
    return answer.ok;
  }

  /** Has the whole record checked, and follows the check to its end. */
  async verify(): Promise<void> {
    const answer = await this.#change(() =>
      this.#tools.api.send("POST", "/v1/settings/audit", { read: readAudit })
    );
    if (!answer.ok) return;
    this.#patch({ audit: answer.value });
    this.#pollAudit();
  }

  async examine(): Promise<void> {
    if (this.examining.peek()) return;
    this.examining.value = true;
    const answer = await this.#tools.api.send("POST", "/v1/settings/doctor", { read: readDoctor });
    batch(() => {
      this.examining.value = false;
      if (answer.ok) this.doctor.value = answer.value;
    });
    if (!answer.ok) this.#tools.notices.warn(answer.message);
  }

  /** Ends this session; the page finds itself locked out. */
  async signOut(): Promise<void> {
    await this.#change(() =>
      this.#tools.api.send("DELETE", "/v1/session", { read: shaped<{ status: string }>("status") })
    );
    await this.refresh();
  }

  /** Ends every session, this one too. */
  async replaceToken(): Promise<void> {
    const answer = await this.#change(() =>
      this.#tools.api.send("POST", "/v1/settings/console-token", { read: readToken })
    );
    if (answer.ok) this.newLink.value = answer.value.login_url;
  }

  /** The link was seen: the page goes where every other one is already. */
  async forgetLink(): Promise<void> {
    this.newLink.value = null;
    await this.refresh();
  }

  async #change<Value>(act: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
    this.busy.value = true;
    const answer = await act();
    this.busy.value = false;
    if (!answer.ok && answer.kind !== "signed_out") this.#tools.notices.warn(answer.message);
    return answer;
  }

  #patch(change: Partial<GatewaySettingsWire>): void {
    const facts = this.facts.peek();
    if (facts) this.facts.value = { ...facts, ...change };
  }

  #pollAudit(): void {
    if (this.#polling) return;
    this.#polling = true;
    const poll = async () => {
      const answer = await this.#tools.api.get("/v1/settings/audit", readAudit);
      if (answer.ok) this.#patch({ audit: answer.value });
      if (answer.ok && answer.value.state === "running") this.#tools.timers.after(AUDIT_POLL_MS, poll);
      else this.#polling = false;
    };
    this.#tools.timers.after(AUDIT_POLL_MS, poll);
  }
}
