import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SPOTIFY_RULES: readonly Rule[] = [
  vendorKey({
    id: "spotify-secret",
    kind: "SPOTIFY_SECRET",
    description: "Spotify client secret: impersonates the application",
    severity: "medium",
    names: ["spotify"],
    value: /[a-f0-9]{32}/,
    source: "https://developer.spotify.com/documentation/web-api/concepts/apps",
    homes: ["accounts.spotify.com", "api.spotify.com"],
    examples: ["SPOTIFY_API_KEY=" + fake.hex(32), '{"spotify_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "spotify_id=" + fake.hex(32),
      "https://spotify.test/items/" + fake.hex(32),
      "spotify_key=" + fake.hex(10),
    ],
  }),
];
