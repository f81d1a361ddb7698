/** What stands where content would be: it is coming, or it could not be had. For "nothing yet" there is `Notice`. */
import { Notice } from "./notice.tsx";

/** Says "Loading" only when it takes a while: what is quick does not flicker. */
export function Loading({ label }: { label: string }) {
  return <div class="ghost" role="status" aria-busy="true" aria-label={label} />;
}

export interface FailedProps {
  /** What could not be done: `The sessions could not be loaded`. */
  readonly title: string;
  /** Why, in a sentence. */
  readonly problem: string;
  readonly onRetry: () => void;
}

export function Failed({ title, problem, onRetry }: FailedProps) {
  return (
    <Notice title={title}>
      <p role="alert">{problem}</p>
      <button type="button" class="quiet" onClick={onRetry}>Try again</button>
    </Notice>
  );
}
