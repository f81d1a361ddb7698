import type { DoctorFindingWire } from "../../../engine/wire/gateway_settings.ts";
import { GatewaySettings } from "../models/gateway_settings.ts";
import { Facts } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import type { FactsProps } from "./settings_mode.tsx";

/** What runs here, and whether its parts work. */
export function DoctorCard({ facts }: FactsProps) {
  const model = useModel(GatewaySettings);
  const found = model.doctor.value;
  return (
    <section class="card setting" aria-labelledby="doctor-title">
      <h2 id="doctor-title">Health</h2>
      <Facts
        rows={[
          ["Engine", facts.engine],
          ["Policy", facts.policy],
          ["Data folder", facts.data_dir],
          ["Runtime", facts.runtime],
        ]}
      />
      <div role="status" class="check-result">
        {found && (
          <>
            <ul class="examined">
              {found.findings.map((finding) => <Finding key={finding.name} finding={finding} />)}
            </ul>
            <p class="label">
              Looked at <Moment atMs={Date.parse(found.at)} />
            </p>
          </>
        )}
      </div>
      <p class="acts">
        <button
          type="button"
          class="quiet"
          disabled={model.examining.value}
          onClick={() => void model.examine()}
        >
          {model.examining.value ? "Looking…" : found ? "Look again" : "Run the doctor"}
        </button>
      </p>
    </section>
  );
}

const STATE_ICON: Readonly<Record<DoctorFindingWire["state"], IconName>> = {
  ok: "check",
  warn: "warning",
  failed: "DENY",
};

const STATE_WORD: Readonly<Record<DoctorFindingWire["state"], string>> = {
  ok: "Fine",
  warn: "Warning",
  failed: "Failed",
};

function Finding({ finding: { name, state, text, mend } }: { finding: DoctorFindingWire }) {
  return (
    <li class={`checked ${state}`}>
      <Icon name={STATE_ICON[state]} />
      <span>
        <span class="unseen">{STATE_WORD[state]}:</span> <b>{name}</b> {text}
        {mend !== undefined && <span class="mend">{mend}</span>}
      </span>
    </li>
  );
}
