import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SEMAPHORE_RULES: readonly Rule[] = [
  vendorKey({
    id: "semaphore-token",
    kind: "SEMAPHORE_TOKEN",
    description: "Semaphore CI token: runs builds and reads their secrets",
    names: ["semaphore"],
    value: /[A-Za-z0-9]{20,64}/,
    source: "https://docs.semaphoreci.com/reference/api",
    homes: ["*.semaphoreci.com"],
    examples: ["SEMAPHORE_API_KEY=" + fake.alnum(24, 2), '{"semaphore_token": "' + fake.alnum(24, 6) + '"}'],
    nearMisses: [
      "semaphore_id=" + fake.alnum(24, 2),
      "https://semaphore.test/items/" + fake.alnum(24, 2),
      "semaphore_key=" + fake.alnum(6, 2),
    ],
  }),
];
