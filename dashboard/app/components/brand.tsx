/** A call on its way, and the gate it meets. */
export function Mark() {
  return (
    <svg class="logo" viewBox="0 0 26 18" aria-hidden="true" focusable="false">
      <path d="M1.5 9h7M17.5 9h7M11.2 2v14M14.8 2v14" />
    </svg>
  );
}

export function Brand() {
  return (
    <span class="brand">
      <Mark />
      Interven
    </span>
  );
}
