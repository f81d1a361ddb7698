import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MONGODB_RULES: readonly Rule[] = [
  providerSecret({
    id: "mongodb-atlas-secret",
    kind: "MONGODB_ATLAS_SECRET",
    description: "MongoDB Atlas service account secret: manages clusters and their users",
    severity: "critical",
    keywords: ["mdb_sa_sk_"],
    pattern: /mdb_sa_sk_[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/,
    source: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
    homes: ["cloud.mongodb.com"],
    examples: ["mdb_sa_sk_" + fake.base64url(40)],
    nearMisses: ["mdb_sa_sk_" + fake.alnum(8)],
  }),
  vendorKey({
    id: "mongodb-atlas-private-key",
    kind: "MONGODB_ATLAS_KEY",
    description: "MongoDB Atlas private API key: manages clusters and their users",
    severity: "critical",
    names: ["mongodb", "mongo_atlas", "atlas_private", "atlas_api"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.mongodb.com/docs/atlas/configure-api-access/",
    homes: ["cloud.mongodb.com"],
    examples: ["MONGODB_API_KEY=" + fake.uuid(), '{"mongodb_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "mongodb_id=" + fake.uuid(),
      "https://mongodb.test/items/" + fake.uuid(),
      "mongodb_key=" + fake.hex(8),
    ],
  }),
];
