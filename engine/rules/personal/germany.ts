/** Germany, Austria and Switzerland. */
import { passesEan13, passesIcao, passesMod11Radix10, weightedSum } from "../../detectors/checksums.ts";
import { hasDay } from "../../detectors/calendar.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const GERMANY_RULES: readonly Rule[] = [
  idNumber({
    id: "id-de-tax-id",
    kind: "DE_TAX_ID",
    description: "German tax identification number: names a person to the tax office for life",
    source:
      "https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html",
    digits: [11, 11],
    shape: /^[1-9]\d(?: ?\d{3}){3}$/,
    check: (digits) => repeatsOneDigit(digits) && passesMod11Radix10(digits),
    words: /steuer-?id|idnr|steuerliche|identifikationsnummer|\btin\b|\btax id/,
    examples: ["Steuer-ID 86 095 742" + " 719", "IdNr. 4703689" + "2816"],
    nearMisses: ["Steuer-ID 86 095 742 718", "id 86095742719", "Steuer-ID 01234567890"],
  }),
  idNumber({
    id: "de-tax-number",
    kind: "DE_TAX_NUMBER",
    description: "German tax number: names a taxpayer to one tax office",
    severity: "medium",
    source: "https://www.elster.de/eportal/helpGlobal?themaGlobal=wo_ist_meine_steuernummer_eop",
    digits: [10, 13],
    shape: /^(?:\d{2,3}[ /]\d{3}[ /]\d{4,5}|\d{3}[ /]\d{4}[ /]\d{4}|\d{13})$/,
    words: /steuernummer|steuer-?nr|\bst\.? ?-?nr|tax number/,
    alone: null,
    examples: ["Steuernummer 93/815/" + "08152", "St.-Nr. 181/815/" + "08155"],
    nearMisses: ["Aktenzeichen 93/815/08152", "Steuernummer folgt 2024"],
  }),
  idNumber({
    id: "id-de-social-security",
    kind: "DE_SOCIAL_SECURITY",
    description: "German pension insurance number: holds its owner's date of birth and initial",
    source: "https://www.gesetze-im-internet.de/vkvv/__2.html",
    lengths: [12, 15],
    shape: /^\d{2} ?(?:[05][1-9]|[1267]\d|[38][01])(?:0[1-9]|1[0-2])\d{2} ?[A-Z] ?\d{3}$/,
    check: passesPension,
    words: /sozialvers|rentenvers|versicherungsn|\brvnr\b|\bsvnr\b|\bsv-?n|social security/,
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["RVNR 15070649" + "C103"],
    nearMisses: ["RVNR 15070649C104", "RVNR 15071349C103", "15070649C10"],
  }),
  idNumber({
    id: "id-de-health-insurance",
    kind: "DE_HEALTH_INSURANCE",
    class: "PHI",
    description: "German health insurance number: names a patient for life",
    source: "https://www.gkv-datenaustausch.de/kvnr/kvnr.jsp",
    lengths: [10, 10],
    shape: /^[A-Z]\d{9}$/,
    check: passesHealthInsurance,
    words:
      /krankenvers|krankenkasse|\bkvnr\b|versicherten|gesundheitskarte|\begk\b|health insurance|\bpatient/,
    examples: ["KVNR A12345" + "6780"],
    nearMisses: ["KVNR A123456781", "KVNR A12345678", "SKU A123456780"],
  }),
  idNumber({
    id: "id-de-identity-card",
    kind: "DE_ID_CARD",
    description: "Number of a German identity card: stands for the card where only copies are seen",
    source:
      "https://www.personalausweisportal.de/Webs/PA/EN/citizens/german-id-card/german-id-card-node.html",
    lengths: [9, 10],
    // Nine characters without vowels and look-alikes; the tenth, if written, is the check digit.
    shape: /^(?!T\d{8})[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d?$/,
    check: (number) => /\d.*\d.*\d/.test(number) && (number.length < 10 || passesIcao(number)),
    words: /ausweis|identity card|\bid card|perso\b/,
    named: "MEDIUM",
    alone: null,
    rank: 2,
    examples: ["Personalausweis L01X00" + "T47", "Ausweis Nr. L01X00" + "T471"],
    nearMisses: ["Personalausweis L01X00T472", "Personalausweis A01X00T47", "part L01X00T47"],
  }),
  idNumber({
    id: "id-de-identity-card-temporary",
    kind: "DE_ID_CARD",
    description: "Number of a German identity card that begins with T and has digits alone",
    source:
      "https://www.personalausweisportal.de/Webs/PA/EN/citizens/german-id-card/german-id-card-node.html",
    lengths: [9, 10],
    shape: /^T\d{8}\d?$/,
    check: (number) => number.length < 10 || passesIcao(number),
    words: /ausweis|identity card|\bid card|perso\b/,
    named: "MEDIUM",
    rank: 2,
    examples: ["Ausweis T22000" + "129"],
    nearMisses: ["Ausweis T2200012", "Ausweis T220001290", "ticket T22000129"],
  }),
  idNumber({
    id: "id-de-driving-licence",
    kind: "DE_DRIVING_LICENCE",
    description: "Number of a German driving licence",
    severity: "medium",
    source: "https://www.gesetze-im-internet.de/fev_2010/anlage_8.html",
    lengths: [11, 11],
    shape: /^[A-Z][A-Z0-9]\d{2}[A-Z0-9]{5}[0-9X][A-Z0-9]$/,
    rank: 2,
    words: /f(?:ü|ue)hrerschein|fahrerlaubnis|driv|licen[sc]e/,
    examples: ["Führerschein B072RRE" + "2I55"],
    nearMisses: ["Führerschein 1072RRE2I55", "Teil B072RRE2I55", "Führerschein B072RRE2I5"],
  }),
  idNumber({
    id: "de-physician-number",
    kind: "DE_LANR",
    description: "German physician number: names the doctor of a patient",
    severity: "low",
    source: "https://www.kbv.de/html/lanr.php",
    digits: [9, 9],
    shape: /^\d{9}$/,
    // Weights 4 and 9 by turns over six digits; the seventh completes to ten, the last two are the field of work (KBV).
    check: (digits) => (10 - weightedSum(digits, [4, 9, 4, 9, 4, 9]) % 10) % 10 === Number(digits[6]),
    words: /\blanr\b|arztn|\barzt/,
    examples: ["LANR 1234566" + "01"],
    nearMisses: ["LANR 123456901", "LANR 12345660", "id 123456601"],
  }),
  idNumber({
    id: "de-vat-id",
    kind: "VAT_ID",
    description: "German VAT number: names a business, often that of one person",
    severity: "low",
    source: "https://www.bzst.de/EN/Businesses/VAT/vat_node.html",
    lengths: [11, 14],
    shape: /^DE ?\d{3} ?\d{3} ?\d{3}$/,
    check: (number) => passesMod11Radix10(number.slice(2)),
    words: /\bust|umsatzst|\bvat\b|\btva\b/,
    examples: ["USt-IdNr. DE1366" + "95976"],
    nearMisses: ["USt-IdNr. DE136695975", "USt-IdNr. DE13669597"],
  }),
  {
    trigger: "keyword",
    id: "de-company-register",
    kind: "DE_COMPANY_REGISTER",
    class: "PII",
    description: "Entry in the German commercial register: leads to a firm and the persons behind it",
    severity: "low",
    confidence: "LOW",
    keywords: ["hra", "hrb"],
    pattern: /(?<![A-Za-z0-9])hr[ab] ?\d{1,6}(?: ?[A-Z]{1,2}\b)?(?![A-Za-z0-9])/i,
    source: "https://www.handelsregister.de/rp_web/welcome.xhtml",
    homes: [],
    examples: ["Amtsgericht München HRB 1234" + "5", "eingetragen im HRA" + "99999"],
    nearMisses: ["HRC 12345", "HRB 1234567", "THRB 12345"],
  },
  idNumber({
    id: "id-at-social-security",
    kind: "AT_SOCIAL_SECURITY",
    description: "Austrian social security number: holds its owner's date of birth",
    source: "https://www.sozialversicherung.at/cdscontent/?contentid=10007.820902",
    digits: [10, 10],
    shape: /^[1-9]\d{3}[ -]?\d{6}$/,
    check: (digits) =>
      hasDay(digits, 4, true) &&
      weightedSum(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]),
    words: /sozialvers|versicherungsn|\bsvnr\b|\bsv-?n|e-card|social (?:security|insurance)/,
    alone: null,
    examples: ["SVNR 1237 " + "010180"],
    nearMisses: ["SVNR 1238 010180", "id 1237010180"],
  }),
  idNumber({
    id: "id-ch-ahv",
    kind: "CH_AHV",
    description: "Swiss AHV number: names a person to every authority",
    source: "https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html",
    digits: [13, 13],
    shape: /^756\.?\d{4}\.?\d{4}\.?\d{2}$/,
    check: passesEan13,
    words: /\bahv|\bavs\b|\bssn\b|sozialvers|social|\bnavs/,
    anywhere: "MEDIUM",
    examples: ["AHV 756.9217." + "0769.85"],
    nearMisses: ["AHV 756.9217.0769.84", "AHV 757.9217.0769.85"],
  }),
];

/** Of the first ten digits one occurs twice or three times, no other so often (BZSt, since 2016). */
function repeatsOneDigit(digits: string): boolean {
  const distinct = new Set(digits.slice(0, 10)).size;
  return distinct === 9 || distinct === 8;
}

/** The letter counts as two digits from 01; weighted digits are added up digit by digit (VKVV § 2). */
function passesPension(number: string): boolean {
  return digitSumOf(withLetterAsDigits(number), [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 ===
    Number(number.at(-1));
}

function passesHealthInsurance(number: string): boolean {
  return digitSumOf(withLetterAsDigits(number), [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 ===
    Number(number.at(-1));
}

function withLetterAsDigits(number: string): string {
  return number.replace(/[A-Z]/, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, "0"));
}

function digitSumOf(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => {
    const product = Number(digits[i]) * weight;
    return sum + Math.floor(product / 10) + product % 10;
  }, 0);
}
