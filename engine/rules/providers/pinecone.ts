import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PINECONE_RULES: readonly Rule[] = [
  providerSecret({
    id: "pinecone-api-key",
    kind: "PINECONE_KEY",
    description: "Pinecone API key: reads and changes vector indexes",
    keywords: ["pcsk_"],
    pattern: /(?<![A-Za-z0-9])pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,70}(?![A-Za-z0-9])/,
    source: "https://docs.pinecone.io/guides/projects/manage-api-keys",
    homes: ["api.pinecone.io", "*.pinecone.io"],
    examples: ["pcsk_" + fake.alnum(5) + "_" + fake.alnum(64, 3)],
    nearMisses: ["pcsk_" + fake.alnum(1) + "_" + fake.alnum(12, 3), "pcsk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "pinecone-api-key-legacy",
    kind: "PINECONE_KEY",
    description: "Pinecone API key of the older form: reads and changes vector indexes",
    names: ["pinecone"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.pinecone.io/guides/projects/manage-api-keys",
    homes: ["api.pinecone.io", "*.pinecone.io"],
    examples: ["PINECONE_API_KEY=" + fake.uuid(), '{"pinecone_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "pinecone_id=" + fake.uuid(),
      "https://pinecone.test/items/" + fake.uuid(),
      "pinecone_key=" + fake.hex(8),
    ],
  }),
];
