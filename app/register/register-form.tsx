"use client";

import { registerAction } from "@/app/register/actions";
import {
  type BindingRequest,
  BindingRequestForm,
} from "@/components/binding-request/binding-request-form";

const REGISTER: BindingRequest = {
  action: registerAction,
  path: "/register",
  title: "Create your account",
  intro:
    "We email you a link. It creates a passkey in this browser, and you never need a password.",
  hint: "At most 64 characters. It is also your username.",
  submit: "Create account",
  sent: (address) => <>We sent a link to {address}. Here is what to do next:</>,
};

/** Asks for the email address of a new account. */
export function RegisterForm() {
  return <BindingRequestForm request={REGISTER} />;
}
