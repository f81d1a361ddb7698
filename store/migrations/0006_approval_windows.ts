/** For how long a yes and a no hold is settled when the question is put: whoever answers need not know the policy. */
export const APPROVAL_WINDOWS = `
ALTER TABLE approvals ADD COLUMN grant_window_ms INTEGER;
ALTER TABLE approvals ADD COLUMN denial_window_ms INTEGER;
`;
