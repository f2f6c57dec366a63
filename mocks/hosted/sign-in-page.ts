import { type Html, html } from "../cloud/html.ts";
import { configOfApplication, realmPath } from "../cloud/lookup.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { allowsMethod } from "../sdk/authenticator-config.ts";
import { hostedPage } from "./hosted-page.ts";
import { cancelAddress, waitingSignIn } from "./waiting-sign-in.ts";

/** `GET .../authenticator-configs/{id}/bi-authenticate?request=`: each step of a sign-in, of which the script shows one. */
export async function signInPage(exchange: Exchange): Promise<SentResponse> {
  const { emulator } = exchange;
  const { transaction, application, realm } = await waitingSignIn(exchange);
  const config = configOfApplication(emulator, application.id);
  const path = `${realmPath(emulator, realm.id)}/applications/${application.id}`;
  const back = cancelAddress(transaction);
  const name = application.display_name;
  const body = html`<div id="sign-in" data-tenant="${emulator.store.state.world.tenant.id}" data-realm="${realm.id}"
 data-jobs="${path}/credential-binding-jobs" data-codes="${String(!config || allowsMethod(config, "email_one_time_password"))}">
${waitStep("wait", "Sign in", "Looking for a passkey in this browser")}
${emailStep(name, back)}
${codeStep(back)}
${offerStep(realm.display_name)}
${chooseStep(name, back)}
${noPasskeyStep(back)}
${waitStep("leave", "You are signed in", `Taking you back to ${name}`)}
${failedStep(back)}
</div>`;
  const title = `Login - ${realm.display_name}`;
  return hostedPage(200, { title, realm: realm.display_name, body, usesSdk: true });
}

function waitStep(step: string, title: string, text: string): Html {
  return html`<section data-step="${step}" ${step === "wait" ? "" : html`hidden`}>
<h1 tabindex="-1">${title}</h1>
<p class="wait" role="status">${text}</p>
</section>`;
}

function emailStep(application: string, back: string): Html {
  return html`<section data-step="email" hidden>
<h1 tabindex="-1">Sign in to ${application}</h1>
<p>Enter your email address, and you get a code by email. If you are new here, this also creates your account.</p>
<form novalidate>
<div class="field">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" aria-describedby="email-error">
<p class="error" id="email-error"></p>
</div>
<div class="actions"><button>Continue</button></div>
</form>
<a class="plain" href="${back}">Go back</a>
</section>`;
}

function codeStep(back: string): Html {
  return html`<section data-step="code" hidden>
<h1 tabindex="-1">Check your email</h1>
<p>A code for <strong data-address></strong> is on its way. It is valid for 10 minutes.</p>
<form novalidate>
<div class="field">
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" aria-describedby="code-error">
<p class="error" id="code-error"></p>
</div>
<div class="actions">
<button>Continue</button>
<button type="button" class="quiet" data-act="resend">Send a new code</button>
<button type="button" class="quiet" data-act="other">Use another email</button>
</div>
</form>
<a class="plain" href="${back}">Go back</a>
</section>`;
}

function offerStep(realm: string): Html {
  return html`<section data-step="offer" hidden>
<h1 tabindex="-1">${realm} supports passkeys</h1>
<p>Create one for <strong data-address></strong> in this browser, and you need no code next time.</p>
<p class="alert" role="alert" data-problem hidden></p>
<div class="actions">
<button type="button" data-act="create">Create a passkey</button>
<button type="button" class="quiet" data-act="continue">Continue to my account</button>
</div>
</section>`;
}

function chooseStep(application: string, back: string): Html {
  return html`<section data-step="choose" hidden>
<h1 tabindex="-1">Welcome back</h1>
<p class="wait" role="status" data-soon hidden>Signing you in to ${application}</p>
<p class="alert" role="alert" data-problem hidden></p>
<div class="actions">
<div class="actions" data-accounts></div>
<button type="button" class="quiet" data-act="other">Use another email</button>
</div>
<a class="plain" href="${back}">Go back</a>
</section>`;
}

function noPasskeyStep(back: string): Html {
  return html`<section data-step="no-passkey" hidden>
<h1 tabindex="-1">No passkey in this browser</h1>
<p>Codes by email are switched off here. Ask the application for a link that creates a passkey.</p>
<a class="button" href="${back}">Go back</a>
</section>`;
}

function failedStep(back: string): Html {
  return html`<section data-step="failed" hidden>
<h1 tabindex="-1">This sign-in did not work</h1>
<p class="alert" role="alert" data-problem></p>
<p>Go back and start again.</p>
<a class="button" href="${back}">Go back</a>
</section>`;
}
