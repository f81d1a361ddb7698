import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const IMAGEKIT_RULES: readonly Rule[] = [
  vendorKey({
    id: "imagekit-key",
    kind: "IMAGEKIT_KEY",
    description: "ImageKit private key: reads, changes and deletes media",
    names: ["imagekit"],
    value: /private_[A-Za-z0-9_-]{25,40}/,
    source: "https://imagekit.io/docs/api-keys",
    homes: ["api.imagekit.io", "upload.imagekit.io"],
    examples: [
      "IMAGEKIT_API_KEY=" + "private_" + fake.base64url(28, 2),
      '{"imagekit_token": "' + "private_" + fake.base64url(28, 6) + '"}',
    ],
    nearMisses: [
      "imagekit_id=" + "private_" + fake.base64url(28, 2),
      "https://imagekit.test/items/" + "private_" + fake.base64url(28, 2),
      "imagekit_key=" + "private_" + fake.base64url(8, 2),
    ],
  }),
];
