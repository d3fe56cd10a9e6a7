/* Passkeys: a form with data-simpul-passkey="get" (sign in, confirm) or "create" (add one) asks the device and
   sends its answer in the hidden field `credential`. The options stand in data-options, or are fetched from
   data-source. Bytes travel as base64url, as the WebAuthn Level 3 JSON forms have them. */
(() => {
  "use strict";

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const withBytes = (credentials) => (credentials || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
    const response = await fetch(form.dataset.source, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`options: ${response.status}`);
    return (await response.json()).request_options.publicKey;
  }

  /* Without a password the device must keep the key itself and ask who holds it. */
  function selection(form, given) {
    const alone = form.elements.passwordless && form.elements.passwordless.checked;
    if (!alone) return { ...given, residentKey: "discouraged", requireResidentKey: false };
    return { ...given, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  }

  function create(form, given) {
    return navigator.credentials.create({
      publicKey: {
        ...given,
        challenge: toBytes(given.challenge),
        user: { ...given.user, id: toBytes(given.user.id) },
        excludeCredentials: withBytes(given.excludeCredentials),
        authenticatorSelection: selection(form, given.authenticatorSelection),
      },
    });
  }

  function get(form, given) {
    return navigator.credentials.get({
      publicKey: {
        ...given,
        challenge: toBytes(given.challenge),
        allowCredentials: withBytes(given.allowCredentials),
      },
    });
  }

  function answer(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  function say(form, error) {
    const place = form.querySelector("[data-simpul-passkey-galat]");
    const words = { NotAllowedError: place.dataset.batal, InvalidStateError: place.dataset.sudah };
    place.querySelector("span").textContent = words[error.name] || place.dataset.gagal;
    place.hidden = false;
  }

  async function start(form, button) {
    const ask = form.dataset.simpulPasskey === "create" ? create : get;
    button.disabled = true;
    try {
      form.elements.credential.value = answer(await ask(form, await options(form)));
      form.submit();
    } catch (error) {
      say(form, error);
    } finally {
      button.disabled = false;
    }
  }

  for (const form of document.querySelectorAll("[data-simpul-passkey]")) {
    const button = form.querySelector("[data-simpul-passkey-mulai]");
    if (!window.PublicKeyCredential) continue;
    form.querySelector("[data-simpul-passkey-tidak]").hidden = true;
    button.hidden = false;
    button.addEventListener("click", () => start(form, button));
    // Enter in a text field must ask the device too, and never send the form without an answer.
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      start(form, button);
    });
  }
})();
