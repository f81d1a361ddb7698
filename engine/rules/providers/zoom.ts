import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ZOOM_RULES: readonly Rule[] = [
  vendorKey({
    id: "zoom-client-secret",
    kind: "ZOOM_SECRET",
    description: "Zoom client secret: impersonates the application",
    names: ["zoom"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
    homes: ["zoom.us", "api.zoom.us"],
    examples: ["ZOOM_API_KEY=" + fake.alnum(32, 2), '{"zoom_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "zoom_id=" + fake.alnum(32, 2),
      "https://zoom.test/items/" + fake.alnum(32, 2),
      "zoom_key=" + fake.alnum(10, 2),
    ],
  }),
];
