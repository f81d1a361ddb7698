import { Notice } from "./notice.tsx";

export function ToolsView() {
  return <Notice title="Nothing here yet" />;
}
