import { useState } from "preact/hooks";
import { ApprovalAlerts } from "../models/approval_alerts.ts";
import { GatewaySettings } from "../models/gateway_settings.ts";
import { exactTime } from "../models/words.ts";
import { Facts } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { CopyButton } from "./copy_button.tsx";
import { Dialog } from "./dialog.tsx";
import type { FactsProps } from "./settings_mode.tsx";

/** Who is signed in, the way out, and another token. */
export function AccessCard({ facts }: FactsProps) {
  const model = useModel(GatewaySettings);
  const [asking, setAsking] = useState(false);
  const who = model.who.value;
  const link = model.newLink.value;
  return (
    <section class="card setting" aria-labelledby="access-title">
      <h2 id="access-title">Access</h2>
      {who && (
        <Facts
          rows={[
            ["Signed in until", who.expires_at === null ? null : exactTime(Date.parse(who.expires_at))],
            ["Open sessions", String(who.open_sessions)],
            [
              "Console token",
              facts.console_token === "given" ? "given at the start" : "kept in the data folder",
            ],
          ]}
        />
      )}
      <AlertSwitch />
      <p class="acts">
        <button type="button" class="quiet" onClick={() => void model.signOut()}>Sign out</button>
        <button
          type="button"
          class="quiet danger"
          disabled={facts.console_token === "given"}
          title={facts.console_token === "given"
            ? "It was given at the start: start the gateway with another one"
            : undefined}
          onClick={() => setAsking(true)}
        >
          Replace the token…
        </button>
      </p>
      {asking && link === null && <TokenDialog onClose={() => setAsking(false)} />}
      {link !== null && <LinkDialog link={link} />}
    </section>
  );
}

function TokenDialog({ onClose }: { onClose: () => void }) {
  const model = useModel(GatewaySettings);
  return (
    <Dialog
      title="Replace the console token?"
      onClose={onClose}
      actions={
        <>
          <button type="button" class="quiet" onClick={onClose}>Cancel</button>
          <button
            type="button"
            class="quiet danger"
            disabled={model.busy.value}
            onClick={() => void model.replaceToken().then(onClose)}
          >
            Replace it
          </button>
        </>
      }
    >
      <p>
        Every session ends at once, this one too. Links that were printed open nothing any more, and programs
        that send the old token are refused.
      </p>
    </Dialog>
  );
}

function LinkDialog({ link }: { link: string }) {
  const model = useModel(GatewaySettings);
  const close = () => void model.forgetLink();
  return (
    <Dialog
      title="The token was replaced"
      onClose={close}
      actions={
        <>
          <CopyButton text={() => link} label="Copy the link" />
          <a class="primary" href={link}>Sign in again</a>
        </>
      }
    >
      <p>This link signs in once, within a day. It is not shown again.</p>
      <pre class="code" tabIndex={0}>{link}</pre>
    </Dialog>
  );
}

const ALERT_WORDS = {
  on: "This browser tells you when a call waits and you look elsewhere.",
  off: "This browser can tell you when a call waits and you look elsewhere.",
  refused: "This browser was told not to show notifications of this page: allow them in its settings.",
  unavailable: "This browser shows notifications only of pages on this machine or under TLS.",
} as const;

function AlertSwitch() {
  const alerts = useModel(ApprovalAlerts);
  const state = alerts.state.value;
  const isPossible = state === "on" || state === "off";
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={state === "on"}
        disabled={!isPossible}
        onChange={(event) => void alerts.switch(event.currentTarget.checked)}
      />
      <span>
        Notifications
        <span class="label">{ALERT_WORDS[state]}</span>
      </span>
    </label>
  );
}
