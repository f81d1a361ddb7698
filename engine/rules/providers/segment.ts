import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SEGMENT_RULES: readonly Rule[] = [
  vendorKey({
    id: "segment-write-key",
    kind: "SEGMENT_KEY",
    description: "Segment write key or token: writes events of people",
    severity: "medium",
    names: ["segment_", "segment.", "segmentio"],
    value: /[A-Za-z0-9_-]{32,43}/,
    source: "https://segment.com/docs/connections/find-writekey/",
    homes: ["api.segment.io", "api.segmentapis.com"],
    examples: ["SEGMENT_API_KEY=" + fake.base64url(36), '{"segment_token": "' + fake.base64url(36, 5) + '"}'],
    nearMisses: [
      "segment_id=" + fake.base64url(36),
      "https://segment.test/items/" + fake.base64url(36),
      "segment_key=" + fake.base64url(10),
    ],
  }),
];
