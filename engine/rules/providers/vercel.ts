import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const VERCEL_RULES: readonly Rule[] = [
  providerSecret({
    id: "vercel-token",
    kind: "VERCEL_TOKEN",
    description: "Vercel token: deploys, and reads environment variables",
    severity: "critical",
    keywords: ["vcp_", "vci_", "vca_", "vcr_", "vck_"],
    pattern: /(?<![A-Za-z0-9_-])(?:vcp_|vci_|vca_|vcr_|vck_)[A-Za-z0-9]{24,64}(?![A-Za-z0-9])/,
    source: "https://vercel.com/docs/rest-api",
    homes: ["api.vercel.com", "vercel.com"],
    examples: ["vcp_" + fake.alnum(28), "token: vck_" + fake.alnum(28, 3)],
    nearMisses: ["vcp_" + fake.alnum(8), "vcp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "vercel-blob-token",
    kind: "VERCEL_BLOB_TOKEN",
    description: "Vercel Blob token: reads and writes the files of a store",
    keywords: ["vercel_blob_rw_"],
    pattern: /(?<![A-Za-z0-9])vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{28,34}(?![A-Za-z0-9])/,
    source: "https://vercel.com/docs/vercel-blob/using-blob-sdk",
    homes: ["blob.vercel-storage.com", "*.vercel-storage.com"],
    examples: ["vercel_blob_rw_" + fake.alnum(16, 4) + "_" + fake.alnum(31, 3)],
    nearMisses: [
      "vercel_blob_rw_" + fake.alnum(5, 4) + "_" + fake.alnum(9, 3),
      "vercel_blob_rw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
  vendorKey({
    id: "vercel-token-legacy",
    kind: "VERCEL_TOKEN",
    description: "Vercel token of the older form: deploys, and reads environment variables",
    names: ["vercel", "zeit"],
    value: /[A-Za-z0-9]{24}/,
    source: "https://vercel.com/docs/rest-api",
    homes: ["api.vercel.com", "vercel.com"],
    examples: ["VERCEL_API_KEY=" + fake.alnum(24, 2), '{"vercel_token": "' + fake.alnum(24, 6) + '"}'],
    nearMisses: [
      "vercel_id=" + fake.alnum(24, 2),
      "https://vercel.test/items/" + fake.alnum(24, 2),
      "vercel_key=" + fake.alnum(8, 2),
    ],
  }),
];
