/** State of one approval on the wire: what `GET /v1/approvals/{id}/status` answers. */
import { APPROVAL_STATES, type ApprovalState } from "../types.ts";
import { FieldError, isFields, requiredText, requiredWord } from "./fields.ts";

export interface ApprovalStatus {
  readonly status: ApprovalState;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export function approvalStatusToWire(status: ApprovalStatus): { status: ApprovalState; expires_at: string } {
  return { status: status.status, expires_at: new Date(status.expiresAt).toISOString() };
}

/** Undefined when the answer is not one. */
export function approvalStatusFromWire(value: unknown): ApprovalStatus | undefined {
  if (!isFields(value)) return undefined;
  try {
    const expiresAt = Date.parse(requiredText(value, "expires_at", 64));
    if (Number.isNaN(expiresAt)) return undefined;
    return { status: requiredWord(value, "status", APPROVAL_STATES), expiresAt };
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}
