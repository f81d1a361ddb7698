/** What the model learns from: texts, whether they hold an instruction, and where when that is known. */

export interface Example {
  readonly id: string;
  readonly source: string;
  /** Task or template; validation never splits one. */
  readonly group: string;
  readonly text: string;
  readonly label: boolean;
  /** `[start, end)` of what is hostile; empty for a hostile text: somewhere in it. */
  readonly spans: readonly (readonly [number, number])[];
  readonly channel: string;
}
