import { Notice } from "./notice.tsx";

export function SessionsView() {
  return <Notice title="Nothing here yet" />;
}
