/** Where a sentence can stand, and what a field is for. */

/** Where a sentence stands. */
export const Place = {
  /** A text that is one sentence or two and nothing else. */
  alone: 0,
  prose: 1,
  /** A value of JSON, YAML or a printed record. */
  field: 2,
  cell: 3,
  /** A line between the lines of a table that is no row of it. */
  amongRows: 4,
  code: 5,
  /** A comment in markup or code. */
  comment: 6,
  /** Text that a person does not see. */
  hidden: 7,
  attribute: 8,
  /** Text of an HTML or XML document. */
  markup: 9,
} as const;
export const PLACE_COUNT = 10;

/** What a field is for, by its name. */
export const Field = { none: 0, free: 1, short: 2, identifier: 3, other: 4 } as const;

const FREE =
  /(?:content|body|text|message|snippet|description|desc|comment|note|notes|bio|review|summary|details?|remark|caption|answer|feedback|reason|abstract|memo)s?$/i;
const SHORT =
  /(?:name|title|subject|label|status|location|category|heading|tag|type|role|place|topic|headline)s?$/i;
const IDENTIFIER =
  /(?:id|_id|url|uri|email|phone|number|price|date|time|timestamp|count|amount|zip|code|currency|iban|account|from|to|cc|bcc|sha|hash|version)_?s?$/i;

export function fieldOf(name: string): number {
  if (name === "") return Field.none;
  if (FREE.test(name)) return Field.free;
  if (SHORT.test(name)) return Field.short;
  return IDENTIFIER.test(name) ? Field.identifier : Field.other;
}
