import Link from "next/link";
import type { ReactNode } from "react";
import { isSdkPage } from "@/lib/proxy/content-security-policy";

/**
 * A link to another page of ours. A policy holds from one full load to the next, so a page that loads the embedded SDK is
 * always loaded in full: the policy of another page would keep the SDK from running.
 */
export function PageLink({
  href,
  className,
  children,
}: {
  href: string;
  className: string;
  children: ReactNode;
}) {
  const [path = ""] = href.split("?");
  if (!isSdkPage(path)) {
    return (
      <Link href={href} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <a href={href} className={className}>
      {children}
    </a>
  );
}
