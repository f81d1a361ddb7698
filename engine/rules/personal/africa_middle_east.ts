/** South Africa, Nigeria, Israel and the United Arab Emirates. */
import { hasDay } from "../../detectors/calendar.ts";
import { passesVerhoeff } from "../../detectors/checksums.ts";
import { passesLuhn } from "../../detectors/luhn.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const AFRICA_MIDDLE_EAST_RULES: readonly Rule[] = [
  idNumber({
    id: "id-za-national",
    kind: "ZA_NATIONAL_ID",
    description: "South African identity number: holds its owner's date of birth and sex",
    source: "https://www.dha.gov.za/",
    digits: [13, 13],
    shape: /^\d{6} ?\d{4} ?[012]\d{2}$/,
    check: (digits) => hasDay(digits, 2) && passesLuhn(digits),
    words: /south african?|\bsa id\b|\brsa\b|identity n|\bid n(?:o|umber)\b/,
    alone: null,
    examples: ["SA ID 8001015" + "009087"],
    nearMisses: ["SA ID 8001015009088", "SA ID 8013015009087", "id 8001015009087"],
  }),
  idNumber({
    id: "id-ng-nin",
    kind: "NG_NIN",
    description: "Nigerian identity number: names a person to every authority and bank",
    source: "https://nimc.gov.ng/",
    digits: [11, 11],
    shape: /^[1-9]\d{10}$/,
    check: passesVerhoeff,
    words: /\bnin\b|nimc|nigeria|national identi/,
    examples: ["NIN 1234567890" + verhoeffDigit("1234567890")],
    nearMisses: ["NIN 1234567890" + ((Number(verhoeffDigit("1234567890")) + 1) % 10), "id 12345678902"],
  }),
  idNumber({
    id: "id-il-national",
    kind: "IL_NATIONAL_ID",
    description: "Israeli identity number: names a person to every authority and bank",
    source: "https://www.gov.il/en/departments/population_and_immigration_authority",
    digits: [9, 9],
    shape: /^\d{8}-?\d$/,
    check: passesLuhn,
    words: /teudat|israel|תעודת|ת\.ז/,
    alone: null,
    examples: ["Teudat Zehut 12345678" + "2"],
    nearMisses: ["Teudat Zehut 123456783", "id 123456782"],
  }),
  idNumber({
    id: "id-ae-emirates",
    kind: "AE_EMIRATES_ID",
    description: "Emirates ID: names a resident and holds the year of birth",
    source: "https://icp.gov.ae/en/emirates-id/",
    digits: [15, 15],
    shape: /^784-?(?:19|20)\d{2}-?\d{7}-?\d$/,
    check: passesLuhn,
    words: /emirates|\beid\b|\buae\b|الهوية/,
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["Emirates ID 784-1980-1234567" + luhnDigit("78419801234567")],
    nearMisses: ["Emirates ID 785-1980-1234567-1", "Emirates ID 784-1880-1234567-1"],
  }),
];

function luhnDigit(digits: string): string {
  return `-${[..."0123456789"].find((digit) => passesLuhn(digits + digit))}`;
}

function verhoeffDigit(digits: string): string {
  return [..."0123456789"].find((digit) => passesVerhoeff(digits + digit))!;
}
