/** The United States: numbers of tax offices, banks and authorities. */
import { dividesBy } from "../../detectors/checksums.ts";
import { detectUsSsn } from "../../detectors/us_ssn.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

export const UNITED_STATES_RULES: readonly Rule[] = [
  {
    trigger: "number",
    digits: [9, 9],
    id: "us-ssn",
    kind: "US_SSN",
    class: "PII",
    description: "US social security number: opens accounts and files taxes in a person's name",
    severity: "critical",
    confidence: "HIGH",
    detect: detectUsSsn,
    source: "https://www.ssa.gov/employer/randomization.html",
    homes: [],
    examples: [
      "My SSN is 536-" + "22-8726",
      "536-" + "22-8726",
      '{"social_security_number":"53622' + '8726"}',
    ],
    nearMisses: ["SSN 000-" + "22-8726", "SSN 666-" + "22-8726", "536" + "228726", "build 2024-01-5362"],
  },
  idNumber({
    id: "id-us-itin",
    kind: "US_ITIN",
    description: "US individual taxpayer identification number: files taxes in a person's name",
    source: "https://www.irs.gov/tin/itin/individual-taxpayer-identification-number-itin",
    digits: [9, 9],
    shape: /^9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}$/,
    words: /\bitins?\b|individual tax|taxpayer id/,
    named: "HIGH",
    examples: ["my ITIN: 912-" + "70-1234", '{"itin":"91270' + '1234"}'],
    nearMisses: ["ITIN 812-70-1234", "ITIN 912-93-1234", "order 912701234"],
  }),
  idNumber({
    id: "us-ein",
    kind: "US_EIN",
    description: "US employer identification number: names a business, often that of one person",
    severity: "low",
    source: "https://www.irs.gov/businesses/small-businesses-self-employed/employer-id-numbers",
    digits: [9, 9],
    shape: /^\d{2}-?\d{7}$/,
    words: /\bf?eins?\b|employer id|federal tax id/,
    alone: null,
    examples: ["EIN: 12-" + "3456789"],
    nearMisses: ["range 12-3456789", "EIN pending"],
  }),
  idNumber({
    id: "us-bank-routing",
    kind: "ABA_ROUTING",
    description: "US bank routing number: with an account number, enough for debits",
    severity: "medium",
    source: "https://www.aba.com/about-us/routing-number",
    digits: [9, 9],
    shape: /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{2}-?\d{4}-?\d$/,
    check: dividesBy(10, [3, 7, 1, 3, 7, 1, 3, 7, 1]),
    words: /routing|\baba\b|\brtn\b|transit|\bach\b|wire (?:transfer|instruct)/,
    examples: ["routing number 0210" + "00021", "ABA 1110" + "00025"],
    nearMisses: ["routing number 021000022", "id 021000021", "routing number 421042111"],
  }),
  idNumber({
    id: "bank-account",
    kind: "BANK_ACCOUNT",
    description: "Bank account number: enough for debits together with the bank's own number",
    severity: "medium",
    source: "https://www.nacha.org/content/ach-network",
    digits: [7, 17],
    shape: /^\d(?:[ -]?\d){6,16}$/,
    words:
      /bank (?:account|acct|a\/c)|(?:checking|savings|deposit) account|account (?:no|num|number|#)\b|acct\.? ?(?:no|num|#|number)|kontonummer|num[eé]ro de compte|n[uú]mero de (?:la )?cuenta|conto corrente|\bclabe\b/,
    alone: null,
    examples: ["checking account number 00012" + "3456789", "bank account: 9876" + "543210"],
    nearMisses: ["order 000123456789", "bank account closed in 2024"],
  }),
];
