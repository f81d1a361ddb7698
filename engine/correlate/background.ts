/** Text that stands under mails, over files and on pages everywhere: that a call has it says nothing about what was read. */
import { fingerprint } from "./fingerprints.ts";
import { HashTable } from "./hash_table.ts";
import type { HashKey } from "./words.ts";

const BOILERPLATE = [
  "This email and any attachments are confidential and intended solely for the use of the individual or entity to whom they are addressed.",
  "If you have received this email in error please notify the sender and delete it from your system.",
  "If you are not the intended recipient, you are hereby notified that any disclosure, copying, distribution or use is strictly prohibited.",
  "You are receiving this email because you signed up for our newsletter. To unsubscribe click the link below.",
  "Please do not reply to this email. This mailbox is not monitored. If you have any questions, please contact our support team.",
  "All rights reserved. Terms of Service. Privacy Policy. Cookie Policy. Contact us. About us. Help center.",
  "We use cookies to improve your experience on our website. By continuing to browse you agree to our use of cookies.",
  "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files",
  'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED',
  'Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.',
  "I hope this email finds you well. Please let me know if you have any questions or need any further information.",
  "Thank you for your time and consideration. I look forward to hearing from you soon. Best regards, Kind regards, Sincerely yours,",
  "The quick brown fox jumps over the lazy dog. Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
];

/** More than all of it has. */
const MAX_PRINTS = 1_024;

/** Fingerprints of text that everybody has, under one key. */
export function backgroundPrints(key: HashKey): HashTable {
  const prints = new HashTable(MAX_PRINTS);
  for (const text of BOILERPLATE) fingerprint(text, key, (print) => prints.set(print, 1));
  return prints;
}
