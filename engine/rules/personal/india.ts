/** India. */
import { passesVerhoeff } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const INDIA_RULES: readonly Rule[] = [
  idNumber({
    id: "id-in-aadhaar",
    kind: "IN_AADHAAR",
    description: "Indian Aadhaar number: names a resident to every authority and bank",
    severity: "critical",
    source: "https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html",
    digits: [12, 12],
    shape: /^[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}$/,
    check: (digits) => passesVerhoeff(digits) && !isPalindrome(digits),
    words: /aadh?aar|uidai|\buid\b/,
    examples: ["Aadhaar 2341 2341" + " 2346"],
    nearMisses: ["Aadhaar 2341 2341 2347", "Aadhaar 1341 2341 2346", "order 234123412346"],
  }),
  idNumber({
    id: "id-in-aadhaar-colons",
    kind: "IN_AADHAAR",
    description: "Indian Aadhaar number, its groups divided by colons",
    severity: "critical",
    source: "https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html",
    lengths: [14, 14],
    shape: /^[2-9]\d{3}:\d{4}:\d{4}$/,
    check: (digits) => passesVerhoeff(digits) && !isPalindrome(digits),
    words: /aadh?aar|uidai|\buid\b/,
    examples: ["2341:2341" + ":2346"],
    nearMisses: ["2341:2341:2347", "1341:2341:2346"],
  }),
  idNumber({
    id: "id-in-pan",
    kind: "IN_PAN",
    description: "Indian permanent account number: names a taxpayer",
    source: "https://www.incometax.gov.in/iec/foportal/help/all-topics/e-filing-services/instant-e-pan",
    lengths: [10, 10],
    // The fourth letter says what the taxpayer is: a person, a company, a trust, ….
    shape: /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
    words: /\bpan\b|permanent account|income tax/,
    named: "HIGH",
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["PAN ABCPE12" + "34F"],
    nearMisses: ["PAN ABCDE1234F", "PAN ABCPE123F"],
  }),
  idNumber({
    id: "in-gstin",
    kind: "IN_GSTIN",
    description: "Indian goods and services tax number: names a business and holds its owner's tax number",
    severity: "medium",
    source: "https://www.gst.gov.in/",
    lengths: [15, 15],
    shape: /^(?:0[1-9]|[12]\d|3[0-7]|97|99)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/,
    proof: passesGstin,
    words: /\bgst/,
    named: "MEDIUM",
    alone: "MEDIUM",
    anywhere: "LOW",
    examples: ["GSTIN 27AAPFU09" + "39F1ZV"],
    nearMisses: ["GSTIN 38AAPFU0939F1ZV", "GSTIN 27AAPFU0939F1YV", "GSTIN 27AAPFU0939F1Z"],
  }),
  idNumber({
    id: "id-in-voter",
    kind: "IN_VOTER",
    description: "Number of an Indian voter's card",
    severity: "medium",
    source: "https://voters.eci.gov.in/",
    lengths: [10, 10],
    shape: /^[A-Z]{3}\d{7}$/,
    words: /\bvot(?:e|er|ing)|\bepic (?:no|num|id|card)|election/,
    examples: ["voter id ABC1" + "234567"],
    nearMisses: ["ticket ABC1234567", "voter id ABC123456"],
  }),
  idNumber({
    id: "in-vehicle",
    kind: "VEHICLE_PLATE",
    description: "Indian vehicle registration: leads to the owner of a vehicle",
    severity: "low",
    source: "https://parivahan.gov.in/parivahan/",
    lengths: [8, 13],
    shape:
      /^(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[GNRS]|U[AKP]|WB)[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}$/,
    words: /vehicle|registration|number plate|\brto\b|\bcar\b|\bbike\b/,
    examples: ["vehicle KA01AB" + "1234"],
    nearMisses: ["vehicle XX01AB1234", "part KA01AB1234"],
  }),
];

function isPalindrome(text: string): boolean {
  return text === [...text].reverse().join("");
}

/** Base 36, every second value doubled, quotient and remainder by 36 added; the check character completes to 36. */
function passesGstin(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < 14; i++) {
    const product = Number.parseInt(number[i]!, 36) * (i % 2 + 1);
    sum += Math.floor(product / 36) + product % 36;
  }
  return (36 - sum % 36) % 36 === Number.parseInt(number[14]!, 36);
}
