/** A word from the browser when a call waits and nobody looks: only where a person has asked for it. */
import { type Signal, signal } from "@preact/signals";
import { readObject, readText } from "./json_reading.ts";
import { readApproval } from "./wire.ts";
import type { ViewTools } from "./view_tools.ts";

export type AlertPermission = "default" | "granted" | "denied";

/** What this needs of a browser. */
export interface AlertBrowser {
  /** `unavailable` without TLS elsewhere than on this machine, and in browsers that have no notifications. */
  permission(): AlertPermission | "unavailable";
  ask(): Promise<AlertPermission>;
  isHidden(): boolean;
  show(title: string, options: { body: string; tag: string; onClick: () => void }): void;
  /** Whether a person has asked for alerts here before. */
  wanted(): boolean;
  want(on: boolean): void;
}

export class ApprovalAlerts {
  /** `refused`: the browser was told not to show any. */
  readonly state: Signal<"off" | "on" | "refused" | "unavailable"> = signal("off");
  readonly #tools: ViewTools;
  #browser: AlertBrowser = NO_BROWSER;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.#look();
    tools.onEvent("approval", (data) => {
      const { status, approval_id } = readObject(data);
      if (status === "pending") void this.#tell(readText(approval_id));
    });
  }

  /** Tells by this browser from now on. */
  useBrowser(browser: AlertBrowser): void {
    this.#browser = browser;
    this.#look();
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

/** Until the page has handed over its own. */
const NO_BROWSER: AlertBrowser = {
  permission: () => "unavailable",
  ask: () => Promise.resolve("denied"),
  isHidden: () => false,
  show: () => {},
  wanted: () => false,
  want: () => {},
};
