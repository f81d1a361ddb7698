/**
 * Made-up values for cases: `{{card}}` in an input stands for one of these, so that no file of cases holds anything that looks like a
 * secret. Put together here from pieces for the same reason.
 */
import { checksum } from "../../detectors/github_checksum.ts";
import { fake } from "../../rules/fake_value.ts";

const GITHUB_PAT = "ghp_" + fake.alnum(30, 7) + checksum(fake.alnum(30, 7));

export const MADE_UP: Readonly<Record<string, string>> = {
  github_pat: GITHUB_PAT,
  stripe_key: "sk_" + "live_" + fake.alnum(24, 3),
  generic_secret: fake.alnum(32, 5),
  // The test card of payment companies, the SSN that the agency itself used in a leaflet, and the IBAN of the standard's examples.
  card: "4111 1111" + " 1111 1111",
  ssn: "536-" + "22-" + "8726",
  iban: "GB82 WEST " + "1234 5698 7654 32",
  github_pat_base64: btoa(GITHUB_PAT),
  // What a leak looks like: notes of a meeting, packed.
  packed_notes: btoa(
    "Minutes of the meeting in March: we will close the office in Lyon and nobody knows that yet",
  ),
  packed_noise: fake.base64url(400, 4),
  short_token: fake.base64url(40, 4),
  sha256: fake.hex(64, 4),
  // Not in a domain for examples: an address there is no personal data.
  email: "amy.miller" + "@" + "millerandsons.co.uk",
  // Examples of the issuers: a Medicare beneficiary identifier, a Spanish identity number of a foreigner.
  mbi: "1EG4-" + "TE5-MK73",
  nie: "X12345" + "67L",
  two_megabytes: "lorem ipsum ".repeat(170_000),
};

/** The text with every `{{name}}` that is known replaced; the names of those that are not. */
export function fillMadeUp(text: string): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const filled = text.replace(/\{\{(\w{1,64})\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(MADE_UP, name) ? MADE_UP[name] : undefined;
    if (value === undefined) unknown.push(name);
    return value ?? whole;
  });
  return { text: filled, unknown };
}
