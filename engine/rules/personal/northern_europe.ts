/** Finland, Sweden, Norway, Denmark and the Baltic states. */
import { hasDay, isDate, isDay } from "../../detectors/calendar.ts";
import { dividesBy, weightedSum } from "../../detectors/checksums.ts";
import { passesLuhn } from "../../detectors/luhn.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const NORTHERN_EUROPE_RULES: readonly Rule[] = [
  idNumber({
    id: "id-fi-hetu",
    kind: "FI_PERSONAL_ID",
    description: "Finnish personal identity code: holds its owner's date of birth",
    source: "https://dvv.fi/en/personal-identity-code",
    lengths: [11, 11],
    // The sign is the century; further signs are in use since 2023.
    shape: /^\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]$/,
    check: passesHetu,
    words: /hetu\b|henkil[oö]tunnus|personal identity|finnish|sotu\b/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["henkilötunnus 131052-30" + "8T"],
    nearMisses: ["hetu 131052-308U", "hetu 310289-211C", "hetu 131052/308T"],
  }),
  idNumber({
    id: "id-se-personal-number",
    kind: "SE_PERSONAL_NUMBER",
    description: "Swedish personal number: holds its owner's date of birth",
    source: "https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html",
    digits: [10, 12],
    shape: /^(?:(?:18|19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[01])[-+]?\d{4}$/,
    check: passesPersonnummer,
    words: /person-?n(?:umme)?r|\bpnr\b|samordning|personal (?:identity|number|id)|swedish|svensk/,
    alone: "MEDIUM",
    examples: ["personnummer 811218-" + "9876", "pnr 1981121" + "89876"],
    nearMisses: ["personnummer 811218-9877", "personnummer 811318-9876", "id 8112189876"],
  }),
  idNumber({
    id: "se-organisation-number",
    kind: "SE_ORGANISATION_NUMBER",
    description: "Swedish organisation number: names a firm, often that of one person",
    severity: "low",
    source: "https://www.bolagsverket.se/en/foretag/organisationsnummer",
    digits: [10, 12],
    shape: /^(?:16)?[1-35-9]\d[2-9]\d{3}-?\d{4}$/,
    check: (digits) => passesLuhn(digits.slice(-10)),
    words: /org(?:anisations|aniserings|anization)?[ .-]?n(?:umme|umbe)?r\b|\bvat\b|organi[sz]ation/,
    alone: "LOW",
    examples: ["orgnr 556703-" + "7485"],
    nearMisses: ["orgnr 556703-7486", "id 5567037485"],
  }),
  idNumber({
    id: "id-no-birth-number",
    kind: "NO_BIRTH_NUMBER",
    description: "Norwegian birth number: holds its owner's date of birth",
    source: "https://www.skatteetaten.no/en/person/national-registry/identitetsnummer/",
    digits: [11, 11],
    shape: /^[0-7]\d[01458]\d{3} ?\d{5}$/,
    check: (digits) =>
      dividesBy(11, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1])(digits.slice(0, 10)) &&
      dividesBy(11, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])(digits),
    words: /f[oø]dselsn|personnummer|\bfnr\b|d-nummer|norw/,
    alone: "MEDIUM",
    examples: ["fødselsnummer 010101" + birthNumberTail()],
    nearMisses: ["fødselsnummer 01010112345", "id 01010112345"],
  }),
  idNumber({
    id: "id-dk-cpr",
    kind: "DK_CPR",
    description: "Danish CPR number: holds its owner's date of birth",
    source: "https://cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret",
    digits: [10, 10],
    shape: /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}$/,
    words: /\bcpr\b|personnummer|danish|dansk/,
    alone: null,
    examples: ["CPR 070761-" + "4285"],
    nearMisses: ["CPR 321361-4285", "id 0707614285"],
  }),
  idNumber({
    id: "id-baltic-personal-code",
    kind: "BALTIC_PERSONAL_CODE",
    description: "Estonian or Lithuanian personal code: holds its owner's date of birth and sex",
    source:
      "https://www.siseministeerium.ee/en/activities/population-procedures/personal-identification-code",
    digits: [11, 11],
    shape: /^[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/,
    check: passesBaltic,
    words: /isikukood|asmens kodas|personal code|eston|lithuan/,
    alone: null,
    examples: ["isikukood 37605" + "030299"],
    nearMisses: ["isikukood 37605030298", "id 37605030299"],
  }),
];

/** The nine digits, divided by 31, leave the place of the last character in its alphabet. The sign is lost in the compact form. */
function passesHetu(compact: string): boolean {
  const digits = compact.slice(0, 6) + compact.slice(-4, -1);
  if (!hasDay(digits, 0, true)) return false;
  return "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(digits) % 31] === compact.at(-1);
}

/** Luhn over the last ten digits; a day above 60 belongs to a coordination number. Whoever wrote the century must mean a date. */
function passesPersonnummer(digits: string): boolean {
  const short = digits.slice(-10);
  const month = Number(short.slice(2, 4));
  const day = Number(short.slice(4, 6)) % 60;
  const right = digits.length === 12 ? isDate(Number(digits.slice(0, 4)), month, day) : isDay(month, day);
  return right && digits.length !== 11 && passesLuhn(short);
}

/** Two rounds of weights, the second only when the first leaves 10. */
function passesBaltic(digits: string): boolean {
  let rest = weightedSum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (rest === 10) rest = weightedSum(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10;
  return rest === Number(digits[10]);
}

function birthNumberTail(): string {
  for (let serial = 123;; serial++) {
    const base = `010101${serial}`;
    const first = 11 - weightedSum(base, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11;
    const second = 11 - weightedSum(`${base}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    if (first < 10 && second < 10) return `${serial}${first}${second}`;
  }
}
