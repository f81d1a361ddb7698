import { Notice } from "./notice.tsx";

export function PolicyView() {
  return <Notice title="Nothing here yet" />;
}
