"use client";

import { recoverAction } from "@/app/recover/actions";
import {
  type BindingRequest,
  BindingRequestForm,
} from "@/components/binding-request/binding-request-form";

const RECOVER: BindingRequest = {
  action: recoverAction,
  path: "/recover",
  title: "Get a new passkey",
  intro:
    "For a lost device, a new browser, or a link that has expired. We email you a link that creates a passkey for your account.",
  hint: "The address that you registered with.",
  submit: "Email me a link",
  sent: (address) => (
    <>If {address} has an account here, a link is on its way. Here is what to do next:</>
  ),
};

/** Asks for the email address of an account whose passkey is lost or on another device. */
export function RecoverForm() {
  return <BindingRequestForm request={RECOVER} />;
}
