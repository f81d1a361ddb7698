import type { SettingOrigin, SettingWire } from "../../../engine/wire/gateway_settings.ts";
import type { FactsProps } from "./settings_mode.tsx";

const ORIGIN_WORDS: Readonly<Record<SettingOrigin, string>> = {
  flag: "flag",
  env: "environment",
  file: "settings file",
  default: "default",
};

/** What the gateway was started with; what was said stands before what was left as it is. */
export function StartSettings({ facts }: FactsProps) {
  const said = facts.settings.filter(({ origin }) => origin !== "default");
  const left = facts.settings.filter(({ origin }) => origin === "default");
  return (
    <section class="start-settings" aria-labelledby="start-title">
      <h2 id="start-title">Started with</h2>
      <p class="label">These hold until the gateway is started anew. Secrets are not shown.</p>
      <div class="table-box" tabIndex={0} role="region" aria-label="Table of settings">
        <table>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Value</th>
              <th scope="col">From</th>
              <th scope="col">What it does</th>
            </tr>
          </thead>
          <tbody>{[...said, ...left].map((setting) => <Row key={setting.flag} setting={setting} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ setting: { flag, env, value, origin, doc } }: { setting: SettingWire }) {
  return (
    <tr class={origin === "default" ? "as-default" : undefined}>
      <th scope="row">
        <code>{flag}</code>
      </th>
      <td>{value}</td>
      <td title={env ?? undefined}>{ORIGIN_WORDS[origin]}</td>
      <td class="label">{doc}</td>
    </tr>
  );
}
