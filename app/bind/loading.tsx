import { FocusCard } from "@/components/ui/focus-card";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressSteps } from "@/components/ui/progress-steps";

export default function BindLoading() {
  return (
    <FocusCard>
      <PageHeader icon={<KeyIcon />} title="One moment" />
      <ProgressSteps steps={["Checking your link"]} current={0} />
    </FocusCard>
  );
}
