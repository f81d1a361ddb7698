/** A thread that never says `ready`. */
(globalThis as { onmessage?: unknown }).onmessage = () => {};
export {};
