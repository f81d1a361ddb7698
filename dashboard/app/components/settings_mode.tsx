import { useState } from "preact/hooks";
import type { GatewaySettingsWire } from "../../../engine/wire/gateway_settings.ts";
import { GatewaySettings } from "../models/gateway_settings.ts";
import { useModel } from "./console_context.ts";
import { Dialog } from "./dialog.tsx";
import { Moment } from "./moment.tsx";

export interface FactsProps {
  readonly facts: GatewaySettingsWire;
}

/** Whether decisions hold, and the switch. */
export function ModeCard({ facts }: FactsProps) {
  const [asking, setAsking] = useState(false);
  const { mode, started_with, last_switch } = facts.mode;
  const isMonitor = mode === "monitor";
  return (
    <section class={isMonitor ? "card setting monitoring" : "card setting"} aria-labelledby="mode-title">
      <h2 id="mode-title">Mode</h2>
      <p class="figure">{isMonitor ? "Monitor only" : "Enforcing"}</p>
      <p>
        {isMonitor
          ? "Every call is forwarded unchanged, secrets included. Decisions are recorded, nothing more."
          : "Decisions hold: calls are refused, redacted or held as the policy says."}
      </p>
      {last_switch && (
        <p class="label">
          Switched by {last_switch.by} <Moment atMs={Date.parse(last_switch.at)} />
          {last_switch.note !== null && `: ${last_switch.note}`}
        </p>
      )}
      {mode !== started_with && <p class="label">A restart brings back: {started_with}.</p>}
      <p class="acts">
        <button
          type="button"
          class={isMonitor ? "primary" : "quiet danger"}
          onClick={() => setAsking(true)}
        >
          {isMonitor ? "Enforce again…" : "Switch to monitor…"}
        </button>
      </p>
      {asking && <ModeDialog facts={facts} onClose={() => setAsking(false)} />}
    </section>
  );
}

function ModeDialog({ facts, onClose }: FactsProps & { onClose: () => void }) {
  const model = useModel(GatewaySettings);
  const [note, setNote] = useState("");
  const isMonitor = facts.mode.mode === "monitor";
  const to = isMonitor ? "enforce" : "monitor";
  return (
    <Dialog
      title={isMonitor ? "Enforce decisions again?" : "Stop enforcing?"}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="quiet" onClick={onClose}>Cancel</button>
          <button
            type="button"
            class={isMonitor ? "primary" : "quiet danger"}
            disabled={model.busy.value}
            onClick={() => void model.switchMode(to, note).then(onClose)}
          >
            {isMonitor ? "Enforce" : "Forward everything"}
          </button>
        </>
      }
    >
      {isMonitor
        ? (
          <p>
            From the next call on, what the policy refuses is refused, and what it holds waits for a person.
          </p>
        )
        : (
          <>
            <p>
              From the next call on, the proxy{" "}
              <b>forwards everything unchanged</b>: secrets, payments, deletions. What would have been decided
              is still recorded.
            </p>
            <p>Calls that agents ask about over the API or MCP go on getting their verdicts.</p>
          </>
        )}
      <label class="dialog-field">
        <span>Why? It goes into the record and the log.</span>
        <input
          type="text"
          maxLength={500}
          autocomplete="off"
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
    </Dialog>
  );
}
