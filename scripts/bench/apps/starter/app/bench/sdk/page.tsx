import { clientSettings } from "@/lib/env/client-settings";
import { StartedSdk } from "./started-sdk.tsx";

export default function SdkPage() {
  return <StartedSdk allowedDomains={clientSettings().allowedDomains} />;
}
