/** Poland, the Czech Republic, Slovakia, Romania, Bulgaria, Croatia, Russia and Turkey. */
import { hasDay } from "../../detectors/calendar.ts";
import { dividesBy, passesMod11Radix10, weightedSum } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const EASTERN_EUROPE_RULES: readonly Rule[] = [
  idNumber({
    id: "id-pl-pesel",
    kind: "PL_PESEL",
    description: "Polish PESEL number: holds its owner's date of birth and sex",
    source: "https://www.gov.pl/web/gov/czym-jest-numer-pesel",
    digits: [11, 11],
    shape: /^\d{11}$/,
    // The century is added to the month: 20 for the 2000s, 80 for the 1800s.
    check: (digits) =>
      hasDay(
        `${digits.slice(0, 2)}${String(Number(digits.slice(2, 4)) % 20).padStart(2, "0")}${digits.slice(4)}`,
        2,
      ) &&
      dividesBy(10, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1])(digits),
    words: /\bpesel/,
    alone: "MEDIUM",
    examples: ["PESEL 440514" + "01359"],
    nearMisses: ["PESEL 44051401358", "PESEL 44131401359", "id 44051401359"],
  }),
  idNumber({
    id: "id-pl-nip",
    kind: "PL_NIP",
    description: "Polish tax number: names a business, often that of one person",
    severity: "medium",
    source: "https://www.podatki.gov.pl/en/",
    digits: [10, 10],
    shape: /^\d{3}-?\d{3}-?\d{2}-?\d{2}$|^\d{3}-\d{2}-\d{2}-\d{3}$/,
    check: (digits) => weightedSum(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(digits[9]),
    words: /\bnip\b|podatkow/,
    alone: null,
    examples: ["NIP 123-456-" + "32-18"],
    nearMisses: ["NIP 123-456-32-19", "id 1234563218"],
  }),
  idNumber({
    id: "id-pl-identity-card",
    kind: "PL_IDENTITY_CARD",
    description: "Number of a Polish identity card",
    source: "https://www.gov.pl/web/gov/dowod-osobisty",
    lengths: [9, 10],
    shape: /^[A-Z]{3} ?\d{6}$/,
    check: (number) => {
      const values = [...number].map((character) => Number.parseInt(character, 36));
      const weights = [7, 3, 1, 0, 7, 3, 1, 7, 3];
      return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) % 10 === values[3];
    },
    words: /dow[oó]d|identity card|osobist/,
    examples: ["dowód osobisty ABA3" + "00000"],
    nearMisses: ["dowód osobisty ABA400000", "lot ABA300000"],
  }),
  idNumber({
    id: "id-cz-birth-number",
    kind: "CZ_BIRTH_NUMBER",
    description: "Czech or Slovak birth number: holds its owner's date of birth and sex",
    source: "https://www.mvcr.cz/clanek/rady-a-sluzby-dokumenty-rodne-cislo.aspx",
    digits: [10, 10],
    shape: /^\d{2}[0-8]\d[0-3]\d ?\/? ?\d{4}$/,
    check: (digits) => Number(digits) % 11 === 0,
    words: /rodn[eé] [cč][ií]slo|\br\.? ?[cč]\.|birth number/,
    alone: null,
    examples: ["rodné číslo 736028/" + "5163"],
    nearMisses: ["rodné číslo 736028/5164", "id 7360285163"],
  }),
  idNumber({
    id: "id-ro-cnp",
    kind: "RO_CNP",
    description: "Romanian personal number: holds its owner's date and place of birth",
    source: "https://hub.mai.gov.ro/",
    digits: [13, 13],
    shape: /^[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}$/,
    check: (digits) =>
      weightedSum(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 % 10 === Number(digits[12]) ||
      (weightedSum(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 === 10 && digits[12] === "1"),
    words: /\bcnp\b|cod numeric/,
    alone: null,
    examples: ["CNP 180010" + "1221144"],
    nearMisses: ["CNP 1800101221145", "id 1800101221144"],
  }),
  idNumber({
    id: "id-bg-egn",
    kind: "BG_EGN",
    description: "Bulgarian citizen number: holds its owner's date of birth",
    source: "https://www.grao.bg/esgraon.html",
    digits: [10, 10],
    shape: /^\d{2}(?:[024][1-9]|[135][0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/,
    check: (digits) => weightedSum(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 === Number(digits[9]),
    words: /\begn\b|егн/,
    alone: null,
    examples: ["ЕГН 75231" + "69263"],
    nearMisses: ["ЕГН 7523169264", "id 7523169263"],
  }),
  idNumber({
    id: "id-hr-oib",
    kind: "HR_OIB",
    description: "Croatian personal number: names a person to every authority",
    source: "https://www.porezna-uprava.hr/en_osobni_identifikacijski_broj/Pages/default.aspx",
    digits: [11, 11],
    shape: /^\d{11}$/,
    check: passesMod11Radix10,
    words: /\boib\b/,
    alone: null,
    examples: ["OIB 694351" + "51530"],
    nearMisses: ["OIB 69435151531", "id 69435151530"],
  }),
  idNumber({
    id: "id-ru-snils",
    kind: "RU_SNILS",
    description: "Russian pension insurance number: names a person to every authority",
    source: "https://sfr.gov.ru/en/",
    digits: [11, 11],
    shape: /^\d{3}-?\d{3}-?\d{3}[ -]?\d{2}$/,
    check: (digits) =>
      weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 === Number(digits.slice(9)),
    words: /снилс|\bsnils\b/,
    alone: null,
    examples: ["СНИЛС 112-233-445" + " 95"],
    nearMisses: ["СНИЛС 112-233-445 96", "id 11223344595"],
  }),
  idNumber({
    id: "id-tr-national",
    kind: "TR_NATIONAL_ID",
    description: "Turkish identity number: names a citizen to every authority",
    source: "https://www.nvi.gov.tr/",
    digits: [11, 11],
    shape: /^[1-9]\d{10}$/,
    check: passesTurkish,
    words: /\btckn?\b|\bt\.?c\.? |kimlik|turkish|national id/,
    alone: "MEDIUM",
    examples: ["TC Kimlik No 100000" + "00146"],
    nearMisses: ["TC Kimlik No 10000000147", "id 10000000146"],
  }),
];

/** The tenth digit: seven times the digits at odd places less those at even ones; the eleventh: the sum of the ten. By ten each. */
function passesTurkish(digits: string): boolean {
  const values = [...digits].map(Number);
  const odd = values[0]! + values[2]! + values[4]! + values[6]! + values[8]!;
  const even = values[1]! + values[3]! + values[5]! + values[7]!;
  const tenth = (odd * 7 - even + 100) % 10;
  return tenth === values[9] && (odd + even + tenth) % 10 === values[10];
}
