/** Singapore, Malaysia, Thailand and Indonesia. */
import { hasDay } from "../../detectors/calendar.ts";
import { weightedSum } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const SOUTH_EAST_ASIA_RULES: readonly Rule[] = [
  idNumber({
    id: "id-sg-nric",
    kind: "SG_NRIC",
    description: "Singaporean NRIC or FIN: names a resident to every authority and bank",
    source: "https://www.ica.gov.sg/",
    lengths: [9, 9],
    shape: /^[STFGM]\d{7}[A-Z]$/,
    check: () => true,
    proof: passesNric,
    words: /\bnric\b|\bfin\b|singapore|identity card|\bic\b/,
    named: "MEDIUM",
    alone: "LOW",
    anywhere: "LOW",
    examples: ["NRIC S12345" + "67D"],
    nearMisses: ["NRIC S123456D", "NRIC P1234567D"],
  }),
  idNumber({
    id: "sg-uen",
    kind: "SG_UEN",
    description: "Singaporean entity number: names a firm, often that of one person",
    severity: "low",
    source: "https://www.uen.gov.sg/ueninternet/faces/pages/admin/aboutUEN.jspx",
    lengths: [9, 10],
    shape: /^(?:\d{8}[A-Z]|(?:19|20)\d{7}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z])$/,
    words: /\buen\b|entity number|singapore/,
    examples: ["UEN T08GA00" + "28A", "UEN 2008123" + "45A"],
    nearMisses: ["part T08GA0028A", "UEN T08GA028A"],
  }),
  idNumber({
    id: "id-my-nric",
    kind: "MY_NRIC",
    description: "Malaysian identity card number: holds its owner's date and place of birth",
    source: "https://www.jpn.gov.my/",
    digits: [12, 12],
    shape: /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-?\d{2}-?\d{4}$/,
    words: /\bmykad\b|\bnric\b|kad pengenalan|\bic (?:no|num)|malaysia/,
    alone: null,
    examples: ["MyKad 800101-14-" + "1234"],
    nearMisses: ["MyKad 801301-14-1234", "id 800101141234"],
  }),
  idNumber({
    id: "id-th-national",
    kind: "TH_NATIONAL_ID",
    description: "Thai identity number: names a citizen to every authority",
    source: "https://www.bora.dopa.go.th/",
    digits: [13, 13],
    // The kind of person, then the province and district; these begin with 1 to 9.
    shape: /^[1-8]-?[1-9]\d{3}-?\d{5}-?\d{2}-?\d$/,
    check: (digits) =>
      (11 - weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 === Number(digits[12]) &&
      isProvince(digits.slice(1, 3)),
    words: /ประชาชน|\btnin\b|thai/,
    examples: ["เลขประจำตัวประชาชน 1-1017-00230-70-" + thaiCheck("110170023070")],
    nearMisses: [
      "Thai ID 1-1017-00230-70-" + String((Number(thaiCheck("110170023070")) + 1) % 10),
      "id 1101700230708",
    ],
  }),
  idNumber({
    id: "id-id-nik",
    kind: "ID_NIK",
    description: "Indonesian identity number: holds its owner's date and place of birth",
    source: "https://dukcapil.kemendagri.go.id/",
    digits: [16, 16],
    // Women's days are written with 40 added.
    shape: /^[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])\d{8}$/,
    check: (digits) =>
      hasDay(`${String(Number(digits.slice(6, 8)) % 40).padStart(2, "0")}${digits.slice(8, 10)}`, 0, true),
    words: /\bnik\b|\bktp\b|kependudukan/,
    named: "MEDIUM",
    alone: null,
    examples: ["NIK 3171234" + "101800001"],
    nearMisses: ["NIK 3171239901800001", "id 3171234101800001"],
  }),
];

/** Codes of provinces are 10 to 27, 30 to 58, 60 to 67, 70 to 77, 80 to 86 and 90 to 96 (Department of Provincial Administration). */
function isProvince(code: string): boolean {
  return /^(?:1\d|2[0-7]|[345]\d|6[0-7]|7[0-7]|8[0-6]|9[0-6])$/.test(code) && !/^(?:28|29|59)$/.test(code);
}

/** Weights 2 7 6 5 4 3 2; T, G add 4 and M adds 3; letters differ by series. */
function passesNric(number: string): boolean {
  const series = number[0]!;
  const offset = series === "T" || series === "G" ? 4 : series === "M" ? 3 : 0;
  const sum = weightedSum(number.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset;
  const letters = series === "S" || series === "T"
    ? "JZIHGFEDCBA"
    : series === "M"
    ? "KLJNPQRTUWX"
    : "XWUTRQPNMLK";
  const place = series === "M" ? 10 - sum % 11 : sum % 11;
  return letters[place] === number[8];
}

function thaiCheck(digits: string): string {
  return String((11 - weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10);
}
