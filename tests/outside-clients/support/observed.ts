/** @returns an answer in the few words that two providers can be compared by. */
export async function observed(response: Response | Promise<Response>): Promise<string> {
  const answer = await response;
  const location = answer.headers.get("location");
  if (location !== null) return redirected(answer.status, new URL(location, answer.url));
  const text = await answer.text();
  const error = errorOf(text);
  const challenge = answer.headers.get("www-authenticate")?.split(" ")[0];
  return [answer.status, error ?? (text === "" ? "without a body" : ""), challenge ?? ""]
    .filter((part) => part !== "")
    .join(" ");
}

/** A client without cookies sees where it is sent, not what is there. */
export function asked(address: URL): Promise<string> {
  return observed(fetch(address, { redirect: "manual" }));
}

function redirected(status: number, to: URL): string {
  const { searchParams } = to;
  const answer = searchParams.has("error") ? searchParams : new URLSearchParams(to.hash.slice(1));
  const isClient = to.hostname === "client.example" && to.pathname === "/callback";
  if (!isClient) return `${status === 303 ? 302 : status} to the sign-in page`;
  const state = answer.get("state") === "state-1" ? "with state" : "without state";
  return `error ${answer.get("error")} ${state}`;
}

function errorOf(text: string): string | undefined {
  try {
    const { error, active } = JSON.parse(text);
    if (active === false) return "not active";
    return error;
  } catch {
    return text.startsWith("<") ? "a page" : undefined;
  }
}
