/** Australia and New Zealand. */
import { dividesBy, weightedSum } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const OCEANIA_RULES: readonly Rule[] = [
  idNumber({
    id: "id-au-tfn",
    kind: "AU_TFN",
    description: "Australian tax file number: names a taxpayer for life",
    source: "https://www.ato.gov.au/individuals-and-families/tax-file-number",
    digits: [9, 9],
    shape: /^\d{3} ?\d{3} ?\d{3}$/,
    check: dividesBy(11, [1, 4, 3, 7, 5, 8, 6, 9, 10]),
    words: /\btfn\b|tax file|\bato\b/,
    examples: ["TFN 123 456" + " 782"],
    nearMisses: ["TFN 123 456 783", "id 123456782"],
  }),
  idNumber({
    id: "au-abn",
    kind: "AU_ABN",
    description: "Australian business number: names a business, often that of one person",
    severity: "low",
    source: "https://abr.business.gov.au/Help/AbnFormat",
    digits: [11, 11],
    shape: /^[1-9]\d ?\d{3} ?\d{3} ?\d{3}$/,
    // One is taken from the first digit; the weighted sum divides by 89.
    check: (digits) => (weightedSum(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
    words: /\babn\b|business n|australia/,
    examples: ["ABN 51 824 753" + " 556"],
    nearMisses: ["ABN 51 824 753 557", "id 51824753556"],
  }),
  idNumber({
    id: "au-acn",
    kind: "AU_ACN",
    description: "Australian company number",
    severity: "low",
    source:
      "https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/",
    digits: [9, 9],
    shape: /^\d{3} ?\d{3} ?\d{3}$/,
    check: dividesBy(10, [8, 7, 6, 5, 4, 3, 2, 1, 1]),
    words: /\bacn\b|company n|\basic\b/,
    examples: ["ACN 004 085" + " 616"],
    nearMisses: ["ACN 004 085 617", "id 004085616"],
  }),
  idNumber({
    id: "id-au-medicare",
    kind: "AU_MEDICARE",
    class: "PHI",
    description: "Australian Medicare number: claims care in a patient's name",
    source: "https://www.servicesaustralia.gov.au/medicare-card",
    digits: [10, 11],
    shape: /^[2-6]\d{3} ?\d{5} ?\d(?:[ /-]?[1-9])?$/,
    check: (digits) => weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]),
    words: /medicare|patient/,
    examples: ["Medicare 2123 45670" + " 1"],
    nearMisses: ["Medicare 2123 25870 1", "Medicare 1123 45670 1", "id 2123456701"],
  }),
  idNumber({
    id: "id-nz-ird",
    kind: "NZ_IRD",
    description: "New Zealand tax number: names a taxpayer for life",
    source: "https://www.ird.govt.nz/managing-my-tax/ird-numbers",
    digits: [8, 9],
    shape: /^\d{2,3}-?\d{3}-?\d{3}$/,
    check: passesIrd,
    words: /\bird\b|inland revenue/,
    alone: null,
    examples: ["IRD 49-091" + "-850"],
    nearMisses: ["IRD 49-091-851", "id 49091850"],
  }),
];

/** Weights 3 2 7 6 5 4 3 2, and 7 4 3 2 5 2 7 6 when they leave 10. */
function passesIrd(digits: string): boolean {
  const padded = digits.padStart(9, "0");
  const check = (weights: readonly number[]) => (11 - weightedSum(padded, weights) % 11) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  const found = first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  return found === Number(padded[8]);
}
