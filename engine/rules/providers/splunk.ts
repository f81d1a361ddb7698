import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SPLUNK_RULES: readonly Rule[] = [
  vendorKey({
    id: "splunk-hec-token",
    kind: "SPLUNK_TOKEN",
    description: "Splunk HTTP event collector token: writes events",
    severity: "medium",
    names: ["splunk"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
    homes: ["*.splunkcloud.com"],
    examples: ["SPLUNK_API_KEY=" + fake.uuid(), '{"splunk_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "splunk_id=" + fake.uuid(),
      "https://splunk.test/items/" + fake.uuid(),
      "splunk_key=" + fake.hex(8),
    ],
  }),
  vendorKey({
    id: "splunk-observability-token",
    kind: "SPLUNK_TOKEN",
    description: "Splunk Observability token: reads or writes metrics",
    names: ["splunk", "signalfx"],
    value: /[A-Za-z0-9_-]{22}/,
    source: "https://docs.splunk.com/observability/en/admin/authentication/authentication-tokens/tokens.html",
    homes: ["*.signalfx.com"],
    examples: ["SPLUNK_API_KEY=" + fake.base64url(22), '{"splunk_token": "' + fake.base64url(22, 8) + '"}'],
    nearMisses: [
      "splunk_id=" + fake.base64url(22),
      "https://splunk.test/items/" + fake.base64url(22),
      "splunk_key=" + fake.base64url(7),
    ],
  }),
];
