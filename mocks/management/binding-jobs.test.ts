import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

const EIGHT_DAYS = 8 * 24 * 3600;

async function jobWorld() {
  const world = await createSignInWorld();
  const jobs = `/identities/${world.identity.id}/credential-binding-jobs`;
  const create = (changes: object = {}) =>
    world.api("POST", jobs, {
      job: {
        delivery_method: "EMAIL",
        authenticator_config_id: seed.authenticatorConfig.id,
        ...changes,
      },
    });
  const created = async () => (await (await create()).json()).credential_binding_job.id;
  return { ...world, jobs, create, created };
}

test("a returned link is in the response and not in a mail", async () => {
  const { create, emulator, identity } = await jobWorld();
  const body = await (await create({ delivery_method: "RETURN" })).json();
  expect(body.credential_binding_job).toMatchObject({
    identity_id: identity.id,
    delivery_method: "RETURN",
    state: "LINK_SENT",
    authenticator_config_id: seed.authenticatorConfig.id,
  });
  expect(body.credential_binding_link).toMatch(/:invokeAuthenticator\?token=[\w-]{64}$/);
  expect(emulator.store.state.messages).toEqual([]);
});

test("a mailed link is in the mail and not in the response", async () => {
  const { create, emulator } = await jobWorld();
  const body = await (await create()).json();
  expect(JSON.stringify(body)).not.toContain("token=");
  expect(emulator.store.state.messages).toMatchObject([
    {
      to: "ada@example.com",
      subject: "Welcome to Beyond Identity",
      link: expect.stringContaining(body.credential_binding_job.id),
    },
  ]);
});

test("a job lives for seven days and then reads EXPIRED", async () => {
  const { created, api, jobs, emulator, managementToken } = await jobWorld();
  const id = await created();
  const before = await (await api("GET", `${jobs}/${id}`)).json();
  expect(Date.parse(before.expire_time) - Date.parse(before.create_time)).toBe(604_800_000);
  emulator.clock.advance(EIGHT_DAYS);
  const after = await api("GET", `${jobs}/${id}`, undefined, await managementToken());
  expect(await after.json()).toMatchObject({ state: "EXPIRED" });
});

test("an identity without an email address cannot get mail", async () => {
  const { create, emulator, identity } = await jobWorld();
  for (const { traits } of emulator.store.state.identities) {
    traits.primary_email_address = undefined;
  }
  const response = await create();
  const description = "Identity missing email address";
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    code: "unprocessable_entity",
    message: description,
    details: [{ type: "ResourceInfo", resource_type: "Identity", id: identity.id, description }],
  });
  expect((await create({ delivery_method: "RETURN" })).status).toBe(200);
});

test("a suspended identity gets no link", async () => {
  const { create, emulator } = await jobWorld();
  for (const identity of emulator.store.state.identities) identity.status = "suspended";
  const response = await create();
  expect(response.status).toBe(422);
  expect(emulator.store.state.messages).toEqual([]);
});

const inline = {
  type: "embedded",
  ...{ invoke_url: "https://kiosk.example", trusted_origins: ["https://kiosk.example"] },
  authentication_methods: [{ type: "software_passkey" }],
};

test("a job may contain the authenticator configuration instead of naming one", async () => {
  const { create, created, api, jobs, call, device, emulator } = await jobWorld();
  const contained = {
    delivery_method: "RETURN",
    authenticator_config_id: undefined,
    authenticator_config: { config: inline },
  };
  const { credential_binding_job: job, credential_binding_link: link } = await (
    await create(contained)
  ).json();
  expect(job.authenticator_config.config).toMatchObject(inline);
  expect(job).not.toHaveProperty("authenticator_config_id");
  const before = emulator.store.state.world.authenticator_configs.length;
  const page = await call(new Request(link, { headers: { accept: "text/html" } }));
  expect(page.headers.get("location")).toMatch(/^https:\/\/kiosk\.example\/bind\?/);
  const read = await call(new Request(link, { headers: { origin: "https://kiosk.example" } }));
  expect(read.headers.get("access-control-allow-origin")).toBe("https://kiosk.example");
  const passkey = await device.bind(link);
  expect(await (await api("GET", `${jobs}/${job.id}`)).json()).toMatchObject({
    ...{ state: "COMPLETE", credential_id: passkey.id },
  });
  expect(emulator.store.state.world.authenticator_configs).toHaveLength(before);
  expect(await created()).not.toBe(job.id);
});

test("a configuration in a job decides which kinds of passkey it creates", async () => {
  const { create, device, reason } = await jobWorld();
  const config = { ...inline, authentication_methods: [{ type: "webauthn_passkey" }] };
  const response = await create({
    ...{ delivery_method: "RETURN", authenticator_config_id: undefined },
    authenticator_config: { config },
  });
  await expect(device.bind((await response.json()).credential_binding_link)).rejects.toThrow();
  expect(reason()).toBe("the authenticator configuration does not allow this kind of passkey");
});

test.each([
  ["both at once", { authenticator_config: { config: inline } }, "job.authenticator_config"],
  ["neither", { authenticator_config_id: undefined }, "job.authenticator_config_id"],
  [
    "a hosted one in the job",
    {
      authenticator_config_id: undefined,
      authenticator_config: { config: { ...inline, type: "hosted_web" } },
    },
    "job.authenticator_config.config.type",
  ],
  [
    "one without its origins",
    {
      authenticator_config_id: undefined,
      authenticator_config: { config: { ...inline, trusted_origins: undefined } },
    },
    "job.authenticator_config.config.trusted_origins",
  ],
])("an authenticator configuration is either named or contained: %s", async (_, job, field) => {
  const { create } = await jobWorld();
  const response = await create(job);
  expect(response.status).toBe(400);
  const { details } = await response.json();
  expect(details[0].field_violations.map((item: { field: string }) => item.field)).toEqual([field]);
});

test("an unknown authenticator configuration is not found", async () => {
  const { create } = await jobWorld();
  const response = await create({ authenticator_config_id: "another" });
  expect(response.status).toBe(404);
  expect((await response.json()).details).toMatchObject([
    { resource_type: "AuthenticatorConfig", id: "another" },
  ]);
});

for (const [field, description, changes] of [
  ["job.delivery_method", "neither RETURN nor EMAIL", { delivery_method: "EMAIL_OTP" }],
  ["job.authenticator_config_id", "empty string", { authenticator_config_id: "" }],
  ["job.authenticator_config_id", "missing", { authenticator_config_id: undefined }],
  ["job.post_binding_redirect_uri", "not a URI", { post_binding_redirect_uri: "here" }],
] as const) {
  test(`${field} is refused: ${description}`, async () => {
    const { create } = await jobWorld();
    const { details } = await (await create(changes)).json();
    expect(details).toEqual([
      { type: "FieldViolations", field_violations: [{ field, description }] },
    ]);
  });
}

test("jobs are listed for one identity and with - for the realm", async () => {
  const { api, jobs, created, identity } = await jobWorld();
  const id = await created();
  const other = await api("GET", "/identities/0000/credential-binding-jobs");
  expect(await other.json()).toEqual({ credential_binding_jobs: [], total_size: 0 });
  for (const path of [jobs, "/identities/-/credential-binding-jobs"]) {
    const { credential_binding_jobs } = await (await api("GET", path)).json();
    expect(credential_binding_jobs).toMatchObject([{ state: "COMPLETE" }, { id }]);
  }
  expect(identity.id).not.toBe("0000");
});

test("an unknown job is not found", async () => {
  const { api, jobs } = await jobWorld();
  const response = await api("GET", `${jobs}/0000`);
  expect(response.status).toBe(404);
  expect((await response.json()).message).toBe("credential binding job not found");
});

test("a revoked job cannot be completed or revoked again", async () => {
  const { api, jobs, created, create, device } = await jobWorld();
  const id = await created();
  const revoked = await api("POST", `${jobs}/${id}:revoke`, {});
  expect(await revoked.json()).toMatchObject({ id, state: "REVOKED" });
  expect((await api("POST", `${jobs}/${id}:revoke`, {})).status).toBe(409);
  const { credential_binding_job, credential_binding_link } = await (
    await create({ delivery_method: "RETURN" })
  ).json();
  await api("POST", `${jobs}/${credential_binding_job.id}:revoke`, {});
  await expect(device.bind(credential_binding_link)).rejects.toThrow();
});

test("a complete or expired job cannot be revoked", async () => {
  const { api, jobs, created, emulator, managementToken } = await jobWorld();
  const [complete] = emulator.store.state.bindingJobs;
  expect((await api("POST", `${jobs}/${complete?.id}:revoke`, {})).status).toBe(409);
  const id = await created();
  emulator.clock.advance(EIGHT_DAYS);
  const late = await api("POST", `${jobs}/${id}:revoke`, {}, await managementToken());
  expect(late.status).toBe(409);
});

test("an identity with only a pending link is PENDING, and with a passkey ENROLLED", async () => {
  const { api, identity, created, emulator } = await jobWorld();
  const status = async () =>
    (await (await api("GET", `/identities/${identity.id}`)).json()).enrollment_status;
  expect(await status()).toBe("ENROLLED");
  emulator.store.state.credentials = [];
  expect(await status()).toBe("UNENROLLED");
  await created();
  expect(await status()).toBe("PENDING");
});
