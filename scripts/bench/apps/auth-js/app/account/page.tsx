import { redirect } from "next/navigation";
import { auth } from "../../auth.ts";

export default async function AccountPage() {
  const session = await auth();
  if (!session) redirect("/");
  return (
    <>
      <h1>Account</h1>
      <p>{session.user?.email}</p>
    </>
  );
}
