// Ask the browser for a passkey, and send what it says with the form of the page.
// A page without it is whole: what only works with a passkey stays hidden.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  const button = form && form.querySelector("button[data-passkey]");
  if (!button || !window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const asked = async () => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.passkey, { method: "POST", credentials: "same-origin" });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    return said;
  };

  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const proven = async (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (!options.user) {
      publicKey.allowCredentials = named(options.allowCredentials);
      return navigator.credentials.get({ publicKey });
    }
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = named(options.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  };

  const written = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    const rawId = text(credential.rawId);
    return JSON.stringify({ id: rawId, rawId, type: credential.type, response, clientExtensionResults: {} });
  };

  const tell = (message) => {
    const place = document.getElementById("passkey-problem");
    place.textContent = message;
    place.hidden = false;
  };

  button.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const value = written(await proven(await asked()));
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "credential", value }));
      // Name and password are not asked for beside a passkey, so the form is sent as it is.
      form.noValidate = true;
      button.disabled = false;
      form.requestSubmit(button);
    } catch (error) {
      tell(error.name === "NotAllowedError" ? "No passkey was used. You can try again." : error.message);
    } finally {
      button.disabled = false;
    }
  });
})();
