import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SIDEKIQ_RULES: readonly Rule[] = [
  vendorKey({
    id: "sidekiq-credential",
    kind: "SIDEKIQ_SECRET",
    description: "Sidekiq Pro or Enterprise credential: downloads the paid gems",
    severity: "medium",
    names: ["bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com", "sidekiq"],
    value: /[a-f0-9]{8}:[a-f0-9]{8}/,
    source: "https://github.com/sidekiq/sidekiq/wiki/Pro-Setup",
    homes: ["gems.contribsys.com", "enterprise.contribsys.com"],
    examples: [
      "BUNDLE_ENTERPRISE__CONTRIBSYS__COM_API_KEY=" + fake.hex(8) + ":" + fake.hex(8, 3),
      '{"bundle_enterprise__contribsys__com_token": "' + fake.hex(8, 5) + ":" + fake.hex(8, 7) + '"}',
    ],
    nearMisses: [
      "bundle_enterprise__contribsys__com_id=" + fake.hex(8) + ":" + fake.hex(8, 3),
      "https://bundle_enterprise__contribsys__com.test/items/" + fake.hex(8) + ":" + fake.hex(8, 3),
      "bundle_enterprise__contribsys__com_key=" + fake.hex(2) + ":" + fake.hex(2, 3),
    ],
  }),
];
