import Link from "next/link";
import type { ReactNode } from "react";
import { isSdkPage } from "@/lib/proxy/content-security-policy";

/**
 * A link to another page of the app. Pages with the embedded SDK are always loaded in full. A Content-Security-Policy
 * stays in force until the next full load, and the policy of any other page would block the SDK. Nothing is prefetched:
 * the server renders every page for each request, so a prefetch is work for it and brings next to nothing.
 *
 * A link to another page is another element (`key`). Its text may be replaced by a translation, which React cannot change.
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
      <Link key={href} href={href} className={className} prefetch={false}>
        {children}
      </Link>
    );
  }
  return (
    <a key={href} href={href} className={className}>
      {children}
    </a>
  );
}
