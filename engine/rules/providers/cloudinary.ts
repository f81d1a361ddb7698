import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CLOUDINARY_RULES: readonly Rule[] = [
  vendorKey({
    id: "cloudinary-secret",
    kind: "CLOUDINARY_SECRET",
    description: "Cloudinary API secret: reads, changes and deletes media",
    names: ["cloudinary"],
    value: /[A-Za-z0-9_-]{27}/,
    source: "https://cloudinary.com/documentation/cloudinary_credentials_tutorial",
    homes: ["api.cloudinary.com"],
    examples: [
      "CLOUDINARY_API_KEY=" + fake.base64url(27, 3),
      '{"cloudinary_token": "' + fake.base64url(27, 5) + '"}',
    ],
    nearMisses: [
      "cloudinary_id=" + fake.base64url(27, 3),
      "https://cloudinary.test/items/" + fake.base64url(27, 3),
      "cloudinary_key=" + fake.base64url(9, 3),
    ],
  }),
];
