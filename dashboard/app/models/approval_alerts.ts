/** A word from the browser when a call waits and nobody looks: only where a person has asked for it. */
import { type Signal, signal } from "@preact/signals";
import { readObject, readText } from "./json_reading.ts";
import { readApproval } from "./wire.ts";
import type { ViewTools } from "./view_tools.ts";

/** What this needs of a browser. */
export interface AlertBrowser {
  /** `unavailable` without TLS elsewhere than on this machine, and in browsers that have no notifications. */
  permission(): NotificationPermission | "unavailable";
  ask(): Promise<NotificationPermission>;
  isHidden(): boolean;
  show(title: string, options: { body: string; tag: string; onClick: () => void }): void;
  /** Whether a person has asked for alerts here before. */
  wanted(): boolean;
  want(on: boolean): void;
}

const KEY = "interven-alerts";

export class ApprovalAlerts {
  /** `refused`: the browser was told not to show any. */
  readonly state: Signal<"off" | "on" | "refused" | "unavailable"> = signal("off");
  readonly #tools: ViewTools;
  readonly #browser: AlertBrowser;

  constructor(tools: ViewTools, browser: AlertBrowser = THIS_BROWSER) {
    this.#tools = tools;
    this.#browser = browser;
    this.#look();
    tools.onEvent("approval", (data) => {
      const { status, approval_id } = readObject(data);
      if (status === "pending") void this.#tell(readText(approval_id));
    });
  }

  async switch(on: boolean): Promise<void> {
    this.#browser.want(on);
    if (on && this.#browser.permission() === "default") await this.#browser.ask();
    this.#look();
  }

  #look(): void {
    const permission = this.#browser.permission();
    if (permission === "unavailable") this.state.value = "unavailable";
    else if (permission === "denied") this.state.value = "refused";
    else this.state.value = permission === "granted" && this.#browser.wanted() ? "on" : "off";
  }

  async #tell(id: string): Promise<void> {
    if (this.state.peek() !== "on" || id === "" || !this.#browser.isHidden()) return;
    const answer = await this.#tools.api.get(`/v1/approvals/${encodeURIComponent(id)}`, readApproval);
    if (!answer.ok || answer.value.status !== "pending") return;
    const { trace, agentId } = answer.value;
    const who = trace?.agentName ?? agentId;
    this.#browser.show(`${who} waits for you`, {
      // The place alone: a notification stays on screens that others see.
      body: trace
        ? `${trace.action.tool}.${trace.action.operation} at ${trace.action.host}`
        : "A call was held.",
      tag: id,
      onClick: () => this.#tools.router.go({ view: "approvals", approvalId: id }),
    });
  }
}

const THIS_BROWSER: AlertBrowser = {
  permission: () =>
    "Notification" in globalThis && globalThis.isSecureContext ? Notification.permission : "unavailable",
  ask: () => Notification.requestPermission(),
  isHidden: () => document.visibilityState === "hidden" || !document.hasFocus(),
  show(title, { onClick, ...options }) {
    const alert = new Notification(title, options);
    alert.onclick = () => {
      globalThis.focus();
      onClick();
      alert.close();
    };
  },
  wanted() {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch {
      return false;
    }
  },
  want(on) {
    try {
      if (on) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: it holds until the page is closed.
    }
  },
};
