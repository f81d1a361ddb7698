/** Canada, Brazil, Mexico, Chile and Argentina. */
import { weightedSum } from "../../detectors/checksums.ts";
import { passesLuhn } from "../../detectors/luhn.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const AMERICAS_RULES: readonly Rule[] = [
  idNumber({
    id: "id-ca-sin",
    kind: "CA_SIN",
    description: "Canadian social insurance number: opens accounts and files taxes in a person's name",
    severity: "critical",
    source: "https://www.canada.ca/en/employment-social-development/services/sin.html",
    digits: [9, 9],
    shape: /^[0-79]\d{2}[- ]?\d{3}[- ]?\d{3}$/,
    check: (digits) => passesLuhn(digits) && new Set(digits).size > 2,
    words: /\bsins?\b|social insurance|\bnas\b|assurance sociale/,
    examples: ["SIN 046 454" + " 286"],
    nearMisses: ["SIN 046 454 287", "SIN 846 454 286", "id 046454286"],
  }),
  idNumber({
    id: "id-br-cpf",
    kind: "BR_CPF",
    description: "Brazilian CPF number: names a person to every authority and bank",
    source: "https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf",
    digits: [11, 11],
    shape: /^\d{3}\.?\d{3}\.?\d{3}-?\d{2}$/,
    check: (digits) => new Set(digits).size > 1 && passesBrazilian(digits, 9),
    words: /\bcpf\b|cadastro de pessoa/,
    alone: "MEDIUM",
    examples: ["CPF 529.982.247" + "-25"],
    nearMisses: ["CPF 529.982.247-26", "CPF 111.111.111-11", "id 52998224725"],
  }),
  idNumber({
    id: "br-cnpj",
    kind: "BR_CNPJ",
    description: "Brazilian CNPJ number: names a firm, often that of one person",
    severity: "low",
    source: "https://www.gov.br/receitafederal/pt-br/assuntos/cadastros/cnpj",
    digits: [14, 14],
    shape: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/,
    check: (digits) => new Set(digits).size > 1 && passesBrazilian(digits, 12),
    words: /\bcnpj\b|pessoa jur/,
    alone: "MEDIUM",
    examples: ["CNPJ 11.222.333/0001" + "-81"],
    nearMisses: ["CNPJ 11.222.333/0001-82", "id 11222333000181"],
  }),
  idNumber({
    id: "id-mx-curp",
    kind: "MX_CURP",
    description: "Mexican CURP: holds its owner's initials, date and place of birth",
    source: "https://www.gob.mx/curp/",
    lengths: [18, 18],
    shape:
      /^[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d$/,
    words: /\bcurp\b|registro de poblaci/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["CURP HEGG560427" + "MVZRRL04"],
    nearMisses: ["CURP HEGG561327MVZRRL04", "CURP HEGG560427AVZRRL04"],
  }),
  idNumber({
    id: "id-mx-rfc",
    kind: "MX_RFC",
    description: "Mexican RFC: names a taxpayer and holds initials and date of birth",
    severity: "medium",
    source: "https://www.sat.gob.mx/",
    lengths: [12, 13],
    shape: /^[A-ZÑ&]{3,4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[A-Z0-9]{2}[0-9A]$/,
    words: /\brfc\b|contribuyente/,
    examples: ["RFC GODE561231" + "GR8"],
    nearMisses: ["RFC GODE561331GR8", "part GODE561231GR8", "RFC 2616"],
  }),
  idNumber({
    id: "id-cl-rut",
    kind: "CL_RUT",
    description: "Chilean RUT: names a person to every authority and bank",
    source: "https://www.registrocivil.cl/",
    digits: [8, 9],
    shape: /^\d{1,2}\.?\d{3}\.?\d{3}-?\d$/,
    check: passesRut,
    words: /\brut\b|\br\.u\.[tn]|rol [uú]nico/,
    alone: null,
    examples: ["RUT 12.345.678" + "-5"],
    nearMisses: ["RUT 12.345.678-6", "id 123456785"],
  }),
  idNumber({
    id: "id-ar-cuit",
    kind: "AR_CUIT",
    description: "Argentine CUIT or CUIL: names a taxpayer or worker and holds the identity number",
    source: "https://www.afip.gob.ar/",
    digits: [11, 11],
    shape: /^(?:2[03457]|3[034])-?\d{8}-?\d$/,
    check: (digits) => {
      const rest = 11 - weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest === 11 ? 0 : rest) === Number(digits[10]);
    },
    words: /\bcui[tl]\b/,
    alone: null,
    examples: ["CUIT 20-12345678" + "-6"],
    nearMisses: ["CUIT 20-12345678-7", "id 20123456786"],
  }),
];

/** Two check digits: weights count down to 2 (from 9 again after 9 for firms), 11 less the remainder, 10 and more being 0. */
function passesBrazilian(digits: string, length: 9 | 12): boolean {
  for (const end of [length, length + 1]) {
    let sum = 0;
    for (let i = 0; i < end; i++) {
      const weight = end + 1 - i;
      sum += Number(digits[i]) * (length === 12 ? (weight - 2) % 8 + 2 : weight);
    }
    const check = 11 - sum % 11;
    if ((check > 9 ? 0 : check) !== Number(digits[end])) return false;
  }
  return true;
}

/** Weights 2 to 7 from the right, over and over; 11 less the remainder. */
function passesRut(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length - 1; i++) sum += Number(digits[digits.length - 2 - i]) * (i % 6 + 2);
  return (11 - sum % 11) % 11 === Number(digits.at(-1));
}
