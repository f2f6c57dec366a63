/** A user with a browser at the second provider. It keeps cookies and signs in when asked. */
export class ProviderVisitor {
  private readonly cookies = new Map<string, string>();
  /** How often the provider asked them to sign in. */
  asked = 0;

  /** @param sub their subject at the provider */
  constructor(private readonly sub: string) {}

  /** @returns the callback address that an authorization request leads to. */
  async answer(authorization: URL): Promise<URL> {
    const { origin } = authorization;
    let address = authorization;
    while (address.origin === origin) {
      const isQuestion = address.pathname.startsWith("/interaction/");
      if (isQuestion) this.asked += 1;
      address = await this.visit(address, isQuestion);
    }
    return address;
  }

  private async visit(address: URL, isQuestion: boolean): Promise<URL> {
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie: [...this.cookies].map((pair) => pair.join("=")).join("; ") },
      ...(isQuestion && { method: "POST", body: new URLSearchParams({ sub: this.sub }) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${address.pathname} leads nowhere: ${response.status}`);
    return new URL(location, address);
  }
}
