/** Markings that say a text is not for outsiders. */
import type { KeywordRule, Rule } from "./rule.ts";

/** A marking is a line's beginning or end, a label's value, or stands in brackets or capitals: prose about it is not one. */
function marking(
  spec:
    & Pick<KeywordRule, "id" | "description" | "keywords" | "pattern" | "source" | "examples" | "nearMisses">
    & Partial<KeywordRule>,
): KeywordRule {
  return {
    trigger: "keyword",
    kind: "INTERNAL_MARKING",
    class: "INTERNAL",
    severity: "medium",
    confidence: "MEDIUM",
    homes: [],
    ...spec,
  };
}

export const INTERNAL_RULES: readonly Rule[] = [
  marking({
    id: "internal-tlp",
    description:
      "Traffic Light Protocol label: not for disclosure (RED), or for the organisation and its clients (AMBER)",
    confidence: "HIGH",
    keywords: ["tlp:", "tlp "],
    pattern: /(?<![A-Za-z0-9])TLP[: ]{1,2}(?:RED|AMBER(?:\+STRICT)?)(?![A-Za-z0-9])/i,
    source: "https://www.first.org/tlp/",
    examples: ["TLP:RED", "[TLP:AMBER+STRICT] indicators"],
    nearMisses: ["TLP:CLEAR", "TLP:GREEN", "tulip: red"],
  }),
  marking({
    id: "internal-marking",
    description: "Phrase that marks a text as internal or confidential",
    keywords: [
      "internal use only",
      "internal only",
      "for internal use",
      "internal distribution only",
      "do not distribute",
      "do not share externally",
      "do not share outside",
      "do not forward outside",
      "not for distribution",
      "not for external",
      "not for public release",
      "company confidential",
      "strictly confidential",
      "strictly private and confidential",
      "confidential - internal",
      "confidential and proprietary",
      "proprietary and confidential",
      "confidential & proprietary",
      "commercial in confidence",
      "commercial-in-confidence",
      "attorney-client privileged",
      "attorney client privileged",
      "attorney-client privilege",
      "privileged and confidential",
      "privileged & confidential",
      "nda required",
      "under nda",
      "embargoed until",
      "nur intern",
      "nur für den internen",
      "streng vertraulich",
      "usage interne uniquement",
      "strictement confidentiel",
      "uso interno",
      "estrictamente confidencial",
      "strettamente confidenziale",
    ].filter((phrase) => /^[\x20-\x7e]+$/.test(phrase)),
    pattern:
      /(?<![A-Za-z])(?:(?:for )?internal (?:use |distribution )?only|for internal use(?! (?:by|of|case))|do not (?:distribute|share (?:externally|outside)|forward outside)|not for (?:distribution|external (?:use|distribution|release)|public release)|company confidential|strictly (?:private and )?confidential|confidential - internal|(?:confidential (?:and|&) proprietary|proprietary and confidential)|commercial[ -]in[ -]confidence|attorney[ -]client privileged?|privileged (?:and|&) confidential|nda required|(?:shared |covered )?under nda|embargoed until|nur intern|streng vertraulich|usage interne uniquement|strictement confidentiel|uso interno|estrictamente confidencial|strettamente confidenziale)(?![A-Za-z])/i,
    source: "https://www.nist.gov/privacy-framework/nist-sp-800-60",
    examples: [
      "INTERNAL USE ONLY: margins for June",
      "Company Confidential",
      "Please do not distribute this deck",
      "NDA required",
    ],
    nearMisses: [
      "the internal build is green",
      "distribute the load",
      "internal users only",
      "it is confidential",
    ],
  }),
];
