/** Data about persons: cards, accounts, numbers of the state, telephone numbers, mail addresses. */
import { detectCard } from "../detectors/card.ts";
import { judgeEmail } from "../detectors/email.ts";
import { detectIban } from "../detectors/iban.ts";
import { detectPhone } from "../detectors/phone.ts";
import { detectUsSsn } from "../detectors/us_ssn.ts";
import type { Rule } from "./rule.ts";

export const PERSONAL_DATA_RULES: readonly Rule[] = [
  {
    trigger: "number",
    id: "card-number",
    kind: "CARD",
    class: "PII",
    description: "Payment card number: pays in its holder's name",
    severity: "high",
    confidence: "HIGH",
    detect: detectCard,
    source: "https://www.iso.org/standard/70484.html",
    homes: [],
    examples: [
      "card 4111 1111" + " 1111 1111",
      '{"pan":"5555' + '555555554444"}',
      "amex 3782 822463" + " 10005",
    ],
    nearMisses: [
      "card 4111 1111" + " 1111 1112",
      "1609459200000",
      "ticket 9111" + "111111111111",
      '{"user_id":"4111' + '111111111111"}',
    ],
  },
  {
    trigger: "number",
    id: "iban",
    kind: "IBAN",
    class: "PII",
    description: "International bank account number: names a person's account, and is enough for debits",
    severity: "medium",
    confidence: "HIGH",
    detect: detectIban,
    source: "https://www.swift.com/standards/data-standards/iban-international-bank-account-number",
    homes: [],
    examples: [
      "pay to DE89 3704 0044" + " 0532 0130 00",
      "GB82WEST1234" + "5698765432",
      "gb82west1234" + "5698765432",
    ],
    nearMisses: ["DE88 3704 0044" + " 0532 0130 00", "ZZ82WEST12345698765432", "GB82WEST"],
  },
  {
    trigger: "number",
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
  {
    trigger: "number",
    id: "phone-number",
    kind: "PHONE",
    class: "PII",
    description: "Telephone number: reaches a person, and receives codes for signing in",
    severity: "medium",
    confidence: "HIGH",
    detect: detectPhone,
    source: "https://www.itu.int/rec/T-REC-E.164",
    homes: [],
    examples: [
      "+44 20 7946" + " 0958",
      "call me on 01.84.17" + ".61.18",
      '{"phone":"41555' + '52671"}',
      "(415) 555-" + "2671",
    ],
    nearMisses: [
      "1609459200",
      "id 4155552671",
      "2024-01-31 12:00",
      "version 10.15.7.1234",
      '{"total":41555' + "52671}",
    ],
  },
  {
    trigger: "keyword",
    id: "email-address",
    kind: "EMAIL",
    class: "PII",
    description: "Mail address: names and reaches a person",
    severity: "low",
    confidence: "MEDIUM",
    keywords: ["@"],
    lead: 64,
    pattern:
      /[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9-])/,
    validate: ({ value }) => judgeEmail(value),
    source: "https://www.rfc-editor.org/rfc/rfc5321",
    homes: [],
    examples: ["write to ann.lee+news@mail" + ".corp.net", '{"email":"a@b' + '.co.uk"}'],
    nearMisses: [
      "git@github.com:o/r.git",
      "user@localhost",
      "name@2x.png",
      "noreply@" + "corp.net",
      "@types/node",
    ],
  },
];
