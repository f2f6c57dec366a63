/** Published operations that the emulator answers with 501, and why. */
export const DECLINED: { what: string; operations: RegExp; why: string }[] = [
  {
    what: "SCIM",
    operations: /\/scim\//,
    why: "A second protocol for the same users. You can provision users with the management API instead.",
  },
  {
    what: "SSO configurations",
    operations: /sso-configs/,
    why: "They sign users in to other applications from Beyond Identity's own portal, which is not emulated.",
  },
  {
    what: "Flow types",
    operations: /flow-type-config/,
    why: "They choose how Beyond Identity's own page signs users in. The emulated page has one way.",
  },
  {
    what: "Identity providers",
    operations: /identity-providers/,
    why: "They delegate the sign-in to another provider, whose side would have to be emulated too.",
  },
];
