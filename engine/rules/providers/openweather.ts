import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const OPENWEATHER_RULES: readonly Rule[] = [
  vendorKey({
    id: "openweather-api-key",
    kind: "OPENWEATHER_KEY",
    description: "OpenWeather API key: reads weather at its owner's limit",
    severity: "medium",
    names: ["openweather", "open_weather", "owm_"],
    value: /[a-f0-9]{32}/,
    source: "https://openweathermap.org/appid",
    homes: ["api.openweathermap.org"],
    examples: ["OPENWEATHER_API_KEY=" + fake.hex(32), '{"openweather_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "openweather_id=" + fake.hex(32),
      "https://openweather.test/items/" + fake.hex(32),
      "openweather_key=" + fake.hex(10),
    ],
  }),
];
