/** Spain, Portugal, Italy and Greece. */
import { dividesBy, weightedSum } from "../../detectors/checksums.ts";
import { passesLuhn } from "../../detectors/luhn.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

const NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

export const SOUTHERN_EUROPE_RULES: readonly Rule[] = [
  idNumber({
    id: "id-es-nif",
    kind: "ES_NIF",
    description: "Spanish identity number: names a citizen to every authority",
    source:
      "https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/",
    lengths: [9, 12],
    shape: /^\d{2}\.?\d{3}\.?\d{3}[ -]?[A-Z]$/,
    check: (number) => NIF_LETTERS[Number(number.slice(0, 8)) % 23] === number[8],
    words: /\bnif\b|\bdni\b|identidad|identificaci|\bid\b/,
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["DNI 12345" + "678Z"],
    nearMisses: ["DNI 12345678A", "DNI 1234567Z"],
  }),
  idNumber({
    id: "id-es-nie",
    kind: "ES_NIE",
    description: "Spanish identity number of a foreigner",
    source:
      "https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/",
    lengths: [9, 11],
    shape: /^[XYZ]-?\d{7}-?[A-Z]$/,
    check: (number) => NIF_LETTERS[Number("XYZ".indexOf(number[0]!) + number.slice(1, 8)) % 23] === number[8],
    words: /\bnie\b|extranjer|identificaci|foreign/,
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["Mi NIE es X12345" + "67L"],
    nearMisses: ["NIE X1234567M", "NIE W1234567L", "NIE X123456L"],
  }),
  idNumber({
    id: "id-pt-nif",
    kind: "PT_NIF",
    description: "Portuguese tax number: names a person to every authority",
    source: "https://www.portaldasfinancas.gov.pt/",
    digits: [9, 9],
    shape: /^[123568]\d{2} ?\d{3} ?\d{3}$/,
    check: (digits) => {
      const rest = 11 - weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest > 9 ? 0 : rest) === Number(digits[8]);
    },
    words: /\bnif\b|contribuinte|portug/,
    alone: null,
    examples: ["NIF 123 456" + " 789"],
    nearMisses: ["NIF 123456788", "id 123456789"],
  }),
  idNumber({
    id: "id-it-fiscal-code",
    kind: "IT_FISCAL_CODE",
    description: "Italian fiscal code: holds its owner's name, sex, date and place of birth",
    source: "https://www.agenziaentrate.gov.it/portale/cittadini/tessera-sanitaria-e-codice-fiscale",
    lengths: [16, 16],
    // Letters may stand for digits where two persons would have the same code.
    shape: /^[A-Z]{6}[0-9L-NP-V]{2}[ABCDEHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$/,
    check: (code) => code.replace(/\D/g, "").length >= 4,
    proof: passesFiscalCode,
    words: /codice fiscale|\bcf\b|\bc\.f\.|fiscal/,
    named: "MEDIUM",
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["codice fiscale RSSMRA85T" + "10A562S"],
    nearMisses: ["codice fiscale RSSMRA85F10A562S", "codice fiscale RSSMRA85T10A562"],
  }),
  idNumber({
    id: "it-vat",
    kind: "IT_VAT",
    description: "Italian VAT number: names a business, often that of one person",
    severity: "low",
    source: "https://www.agenziaentrate.gov.it/portale/web/guest/partita-iva",
    digits: [11, 11],
    shape: /^\d{11}$/,
    check: (digits) => passesLuhn(digits) && Number(digits.slice(0, 7)) > 0,
    rank: 2,
    words: /partita iva|\bp\.? ?iva\b|\bvat\b|\bpiva\b/,
    examples: ["P. IVA 0133355" + "0323", "Partita IVA: 0133355" + "0323"],
    nearMisses: ["P. IVA 01333550324", "id 01333550323", "Partita IVA 00000000000"],
  }),
  idNumber({
    id: "id-it-identity-card",
    kind: "IT_IDENTITY_CARD",
    description: "Number of an Italian identity card",
    source: "https://www.cartaidentita.interno.gov.it/en/",
    lengths: [9, 10],
    shape: /^(?:[A-Z]{2} ?\d{7}|[A-Z]{2}\d{5}[A-Z]{2}|\d{7}[A-Z]{2})$/,
    words: /carta d.?identit|identity card|\bcie\b|documento/,
    examples: ["carta d'identità CA0000" + "0AA", "carta d'identità AA123" + "4567"],
    nearMisses: ["modello CA00000AA", "carta d'identità CA0000AA"],
  }),
  idNumber({
    id: "id-it-driving-licence",
    kind: "IT_DRIVING_LICENCE",
    description: "Number of an Italian driving licence",
    severity: "medium",
    source: "https://www.mit.gov.it/temi/patenti-e-mezzi/patenti",
    lengths: [10, 10],
    shape: /^(?:U1[A-Z0-9]{7}[A-Z]|[A-Z]{2}\d{7}[A-Z])$/,
    words: /patente|driv|licen[sc]e/,
    examples: ["patente U1H00A" + "123B", "patente AA12345" + "67B"],
    nearMisses: ["codice U1H00A123B", "patente U1H00A123"],
  }),
  idNumber({
    id: "id-gr-amka",
    kind: "GR_AMKA",
    description: "Greek social security number: holds its owner's date of birth",
    source: "https://www.amka.gr/",
    digits: [11, 11],
    shape: /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{7}$/,
    check: passesLuhn,
    words: /\bamka\b|αμκα|α\.μ\.κ\.α/,
    alone: null,
    examples: ["AMKA 01018000" + "008"],
    nearMisses: ["AMKA 01018000009", "AMKA 41018000008"],
  }),
  idNumber({
    id: "id-gr-afm",
    kind: "GR_AFM",
    description: "Greek tax number: names a taxpayer to the tax office",
    source: "https://www.aade.gr/en",
    digits: [9, 9],
    shape: /^\d{9}$/,
    check: (digits) => weightedSum(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 === Number(digits[8]),
    words: /\bafm\b|αφμ|α\.φ\.μ/,
    alone: null,
    examples: ["AFM 0900" + "00045"],
    nearMisses: ["AFM 090000046", "id 090000045"],
  }),
  idNumber({
    id: "id-yu-jmbg",
    kind: "JMBG",
    description: "Citizen number of the countries of former Yugoslavia: holds its owner's date of birth",
    source: "https://www.uradni-list.si/glasilo-uradni-list-rs/vsebina/1999-01-0345",
    digits: [13, 13],
    shape: /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])[09]\d{8}$/,
    check: dividesBy(11, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]),
    words: /\bjmbg\b|\bemšo\b|\bemso\b|\bembg\b/,
    alone: null,
    examples: ["JMBG 0101006" + "500006"],
    nearMisses: ["JMBG 0101006500007", "JMBG 4101006500006"],
  }),
];

const ODD_VALUES = [
  1,
  0,
  5,
  7,
  9,
  13,
  15,
  17,
  19,
  21,
  2,
  4,
  18,
  20,
  11,
  3,
  6,
  8,
  12,
  14,
  16,
  10,
  22,
  25,
  24,
  23,
];

/** Characters at odd places count by a table, those at even places by themselves; the remainder by 26 is the last letter. */
function passesFiscalCode(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const unit = code.charCodeAt(i);
    const value = unit < 0x41 ? unit - 0x30 : unit - 0x41;
    sum += i % 2 === 0 ? ODD_VALUES[value]! : value;
  }
  return String.fromCharCode(0x41 + sum % 26) === code[15];
}
