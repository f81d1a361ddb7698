import { useEffect } from "preact/hooks";
import { GatewaySettings } from "../models/gateway_settings.ts";
import { useModel } from "./console_context.ts";
import { Moment } from "./moment.tsx";
import { AccessCard } from "./settings_access.tsx";
import { DoctorCard } from "./settings_doctor.tsx";
import { ModeCard } from "./settings_mode.tsx";
import { RecordCard } from "./settings_record.tsx";
import { StartSettings } from "./settings_table.tsx";
import { Failed, Loading } from "./states.tsx";

/** The gateway itself: its mode, its record, its health, who may come in, and what it was started with. */
export function SettingsView() {
  const model = useModel(GatewaySettings);
  useEffect(() => void model.refresh(), [model]);
  const facts = model.facts.value;
  if (facts === null) {
    return model.problem.value === "" ? <Loading label="Loading settings" /> : (
      <Failed
        title="The settings could not be loaded"
        problem={model.problem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  return (
    <div class="page settings">
      <header>
        <h1>Settings</h1>
        <p class="label">
          Interven {facts.version}, started <Moment atMs={Date.parse(facts.started_at)} />
        </p>
      </header>
      <div class="settings-cards">
        <ModeCard facts={facts} />
        <RecordCard facts={facts} />
        <DoctorCard facts={facts} />
        <AccessCard facts={facts} />
      </div>
      <StartSettings facts={facts} />
    </div>
  );
}
