import { Notice } from "./notice.tsx";

export function SettingsView() {
  return <Notice title="Nothing here yet" />;
}
