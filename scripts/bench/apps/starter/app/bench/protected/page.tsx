import { requireAccount } from "@/lib/auth/current-account";

/** The smallest page that only signed-in users see. */
export default async function ProtectedPage() {
  const account = await requireAccount();
  return (
    <>
      <h1>Protected</h1>
      <p>{account.email}</p>
    </>
  );
}
