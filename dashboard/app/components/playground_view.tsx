import { Notice } from "./notice.tsx";

export function PlaygroundView() {
  return <Notice title="Nothing here yet" />;
}
