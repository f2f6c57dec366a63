/** The protected page without a session. */
export default function OpenPage() {
  return <h1>Protected</h1>;
}
