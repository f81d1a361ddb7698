/** Data about health: numbers of patients and practitioners, and codes of diagnoses and procedures. */
import { passesLuhn } from "../../detectors/luhn.ts";
import type { KeywordRule, Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

/** A rule for what stands behind a word of medicine. */
function behindWord(
  spec:
    & Pick<
      KeywordRule,
      "id" | "kind" | "description" | "keywords" | "pattern" | "source" | "examples" | "nearMisses"
    >
    & Partial<KeywordRule>,
): KeywordRule {
  return {
    trigger: "keyword",
    class: "PHI",
    severity: "high",
    confidence: "MEDIUM",
    homes: [],
    named: true,
    ...spec,
  };
}

export const HEALTH_RULES: readonly Rule[] = [
  behindWord({
    id: "medical-record-number",
    kind: "MRN",
    description: "Medical record number: leads to a patient's record",
    keywords: [
      "mrn",
      "medical_record",
      "medical record",
      "medicalrecord",
      "patient id",
      "patient_id",
      "patientid",
      "patient no",
      "patient num",
      "patient_num",
      "chart no",
      "chart num",
    ],
    pattern:
      /(?<![A-Za-z])(?:mrn|medical[ _]?record(?:[ _]?(?:number|num|no|id)\b)?|patient[ _]?(?:id|no|num|number)|chart (?:no|num|number))\.?[#:="' ]{1,6}(?:is |number |no\.? )?[#:" ]{0,3}((?:[A-Z]{1,4}-?)?\d[\d-]{3,11}\d)(?![A-Za-z0-9])/i,
    source: "https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html",
    examples: [
      "MRN: 4482" + "9310",
      "medical record number is A-44" + "829310",
      '{"patient_id":"8812' + '390"}',
    ],
    nearMisses: ["MRN pending", "medical records of 12 patients", "impatient no 12345"],
  }),
  idNumber({
    id: "us-npi",
    kind: "NPI",
    class: "PHI",
    description: "US national provider identifier: names the doctor or clinic of a patient",
    severity: "low",
    source:
      "https://www.cms.gov/regulations-and-guidance/administrative-simplification/nationalprovidentstand",
    digits: [10, 10],
    shape: /^[12]\d{3}[- ]?\d{3}[- ]?\d{3}$/,
    // The check digit is Luhn's, with 80840 (health applications, United States) in front (CMS).
    check: (digits) => passesLuhn(`80840${digits}`) && new Set(digits).size > 2,
    words: /\bnpis?\b|provider|practitioner|physician|prescriber/,
    alone: "MEDIUM",
    examples: ["NPI 123456" + "7893", '{"provider":{"npi":"12453' + '19599"}}'],
    nearMisses: ["NPI 1234567890", "NPI 3234567893", "id 1234567893"],
  }),
  idNumber({
    id: "us-dea-number",
    kind: "DEA_NUMBER",
    class: "PHI",
    description: "US DEA registration: prescribes controlled drugs in a doctor's name",
    source: "https://www.deadiversion.usdoj.gov/drugreg/registration.html",
    lengths: [9, 9],
    shape: /^[A-HJ-MP-UX][A-Z9]\d{7}$/,
    check: passesDea,
    words: /\bdea\b|prescri|controlled subst|medical licen[sc]e|certificate/,
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["DEA number AB12345" + "63"],
    nearMisses: ["DEA number AB1234564", "DEA number ZB1234563", "DEA AB123456"],
  }),
  idNumber({
    id: "us-medicare-beneficiary",
    kind: "US_MBI",
    class: "PHI",
    description: "US Medicare beneficiary identifier: claims care in a patient's name",
    source: "https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi",
    lengths: [11, 13],
    // C is 1-9, A a letter but S L O I B Z, N a digit: C A AN N - A AN N - A A N N.
    shape:
      /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}$/,
    words: /\bmbis?\b|medicare|beneficiary|patient|insur/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["Medicare ID 1EG4-" + "TE5-MK73", '{"mbi":"1EG4' + 'TE5MK73"}'],
    nearMisses: ["Medicare ID 1SG4-TE5-MK73", "MBI 0EG4TE5MK73", "MBI 1EG4TE5MK7"],
  }),
  behindWord({
    id: "icd-10-code",
    kind: "DIAGNOSIS",
    description: "ICD-10 code: says what a person is ill with",
    severity: "medium",
    keywords: ["icd", "diagnos", "dx"],
    // Without the name of the catalogue only codes with a point: "diagnosis B12" may be a vitamin.
    pattern:
      /(?<![A-Za-z])(?:icd(?:[ _-]?(?:10|11))?(?:[ _-]?(?:cm|gm|am))?(?:[ _]?codes?)?[:="' ([]{1,6}(?:is )?([A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?)|(?:diagnos(?:is|es|ed|tic)|dx)(?:[ _]?codes?)?[a-z ]{0,24}[:="' ([]{1,6}([A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}))(?![A-Za-z0-9])/i,
    source: "https://www.who.int/standards/classifications/classification-of-diseases",
    examples: ["ICD-10: E11" + ".9", "Diagnosis F32" + ".1", '{"diagnosis_code":"J45' + '.909"}'],
    nearMisses: ["diagnosis of the outage", "ICD-10 codes", "dx V8", "Diagnosis B12"],
  }),
  behindWord({
    id: "cpt-code",
    kind: "PROCEDURE",
    description: "CPT code: says what was done to a patient",
    severity: "medium",
    keywords: ["cpt"],
    pattern:
      /(?<![A-Za-z])cpt(?:[ _-]?4)?(?:[ _]?codes?)?[:="' #]{1,6}(?:is )?(\d{4}[0-9FTU])(?![A-Za-z0-9])/i,
    source: "https://www.ama-assn.org/practice-management/cpt",
    examples: ["CPT code 992" + "13", '{"cpt":"0042' + 'T"}'],
    nearMisses: ["CPT 9921", "cpt 992134", "script 99213"],
  }),
];

/** First, third and fifth digit, plus twice the second, fourth and sixth: the last digit of the sum is the seventh. */
function passesDea(number: string): boolean {
  const digits = [...number.slice(2)].map(Number);
  const sum = digits[0]! + digits[2]! + digits[4]! + 2 * (digits[1]! + digits[3]! + digits[5]!);
  return sum % 10 === digits[6];
}
