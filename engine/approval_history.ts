/** Earlier questions to people and their answers: what the console shows beside a new one. */
import type { Approval, RecordedTrace } from "./types.ts";

export interface ApprovalPage {
  /** Newest first. */
  readonly approvals: readonly Approval[];
  readonly nextCursor: string | null;
}

/** A question that was put before, with the call it was about. */
export interface EarlierApproval {
  readonly approval: Approval;
  readonly trace: RecordedTrace;
}

export interface ApprovalHistory {
  /**
   * Approvals that wait for nobody any more: decided, or past their time at `now` (epoch milliseconds).
   *
   * @throws {RangeError} when the cursor is not one that an earlier page gave.
   */
  settled(query: { readonly now: number; readonly limit: number; readonly cursor?: string }): ApprovalPage;
  /** Settled ones among the latest 300 that are about the same operation of the same tool at the same host, newest first. */
  similar(
    to: { readonly approvalId: string; readonly trace: RecordedTrace; readonly now: number },
  ): readonly EarlierApproval[];
}
