/** The least that Next.js can do: it sends the request on, and checks nothing. */
export function GET({ headers }: Request): Promise<Response> {
  const authorization = headers.get("authorization") ?? "";
  return fetch(`${process.env.BACKEND_URL}/notes`, { headers: { authorization } });
}
