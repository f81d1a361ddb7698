/** The United Kingdom and Ireland. */
import { dividesBy, weightedSum } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const UNITED_KINGDOM_RULES: readonly Rule[] = [
  idNumber({
    id: "id-uk-nhs",
    kind: "UK_NHS",
    class: "PHI",
    description: "UK NHS number: leads to a patient's record",
    source: "https://www.datadictionary.nhs.uk/attributes/nhs_number.html",
    digits: [10, 10],
    shape: /^\d{3}[ -]?\d{3}[ -]?\d{4}$/,
    check: dividesBy(11, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
    words: /\bnhs\b|national health|patient/,
    examples: ["NHS number 943 476" + " 5919"],
    nearMisses: ["NHS number 943 476 5918", "order 9434765919", "NHS 94347659"],
  }),
  idNumber({
    id: "id-uk-nino",
    kind: "UK_NINO",
    description: "UK national insurance number: names a person to tax and benefit offices",
    source: "https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110",
    lengths: [8, 13],
    shape:
      /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]$/,
    words: /national ins|\bnino\b|\bni\b|insurance n|hmrc/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["national insurance number AA12" + "3456C"],
    nearMisses: ["NINO GB123456C", "NINO AA123456E", "NINO DA123456C", "NINO AA12345C"],
  }),
  {
    trigger: "keyword",
    id: "id-uk-nino-spaced",
    kind: "UK_NINO",
    class: "PII",
    description: "UK national insurance number with spaces, as on the letter that announces it",
    severity: "high",
    confidence: "HIGH",
    keywords: ["national ins", "nino", "ni n"],
    pattern:
      /(?<![A-Za-z])(?:national ins(?:urance)?|nino|ni(?= n))(?: (?:number|no\.?))?(?: is)?[: ]{1,3}([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: \d{2}){3} [A-D])(?![A-Za-z0-9])/i,
    source: "https://www.gov.uk/national-insurance/your-national-insurance-number",
    homes: [],
    examples: ["NINO AA 12 34" + " 56 C", "National Insurance number: AA 12 34" + " 56 C"],
    nearMisses: ["NINO AA 12 34 56", "casino AA 12 34 56 C"],
  },
  idNumber({
    id: "id-uk-driving-licence",
    kind: "UK_DRIVING_LICENCE",
    description: "UK driving licence number: holds its holder's name and date of birth",
    source: "https://www.gov.uk/government/publications/dvla-data-standards",
    lengths: [16, 16],
    // Five letters of the name filled up with 9, decade, month (plus 50 for women), day, year, initials, three more.
    shape:
      /^(?=[A-Z9]{5}\d)[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z][A-Z9]\d[A-Z]{2}$/,
    words: /licen[sc]e|driv|dvla/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["Driving licence MORGA6570" + "54SM9IJ"],
    nearMisses: ["licence MORGA677054SM9IJ", "licence MORGA657324SM9IJ", "licence 9ORGA657054SM9IJ"],
  }),
  idNumber({
    id: "id-ie-pps",
    kind: "IE_PPS",
    description: "Irish personal public service number: names a person to every authority",
    source: "https://www.revenue.ie/en/tax-professionals/tdm/compliance/index.aspx",
    lengths: [8, 9],
    shape: /^\d{7}[A-W][A-IW]?$/,
    check: passesPps,
    words: /\bppsn?\b|public service n|\btax (?:no|number)|irish/,
    examples: ["PPS number 12345" + "67T"],
    nearMisses: ["PPS number 1234567A", "PPS number 123456T"],
  }),
];

/** Weights 8 to 2, a second letter counts nine times; the remainder by 23 is the letter, W for 0. */
function passesPps(number: string): boolean {
  const second = number[8] === undefined || number[8] === "W" ? 0 : number.charCodeAt(8) - 64;
  const sum = weightedSum(number, [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] === number[7];
}
