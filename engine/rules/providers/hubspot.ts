import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HUBSPOT_RULES: readonly Rule[] = [
  providerSecret({
    id: "hubspot-private-app-token",
    kind: "HUBSPOT_TOKEN",
    description: "HubSpot private app token: reads and changes contacts and deals",
    severity: "critical",
    keywords: ["pat-na1-", "pat-na2-", "pat-na3-", "pat-eu1-", "pat-ap1-"],
    pattern:
      /(?<![A-Za-z0-9])(?:pat-na1-|pat-na2-|pat-na3-|pat-eu1-|pat-ap1-)[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
    homes: ["api.hubapi.com", "*.hubspot.com"],
    examples: ["pat-na1-" + fake.uuid(), "token: pat-ap1-" + fake.uuid()],
    nearMisses: ["pat-na1-" + fake.hex(8), "pat-na1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "hubspot-api-key",
    kind: "HUBSPOT_TOKEN",
    description: "HubSpot API key or client secret: reads and changes contacts and deals",
    names: ["hubspot", "hub_spot", "hapikey"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
    homes: ["api.hubapi.com", "*.hubspot.com"],
    examples: ["HUBSPOT_API_KEY=" + fake.uuid(), '{"hubspot_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "hubspot_id=" + fake.uuid(),
      "https://hubspot.test/items/" + fake.uuid(),
      "hubspot_key=" + fake.hex(8),
    ],
  }),
];
