// Forms that a passkey fills in: the browser asks its owner, and what it answers is sent as an ordinary form.
// A form carries what the browser needs as JSON in data-passkey; data-make is there when a new one is to be made.

const browser = window.PublicKeyCredential;

function ready(form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}

async function ask(form) {
  const refused = form.querySelector("[data-refused]");
  refused.hidden = true;
  try {
    form.elements[form.dataset.field].value = JSON.stringify((await answer(form)).toJSON());
    form.submit();
  } catch {
    refused.hidden = false;
  }
}

function answer(form) {
  const { publicKey } = JSON.parse(form.dataset.passkey);
  return "make" in form.dataset
    ? navigator.credentials.create({ publicKey: browser.parseCreationOptionsFromJSON(publicKey) })
    : navigator.credentials.get({ publicKey: browser.parseRequestOptionsFromJSON(publicKey) });
}

if (browser?.parseRequestOptionsFromJSON) {
  document.querySelectorAll("form[data-passkey]").forEach(ready);
  document.querySelectorAll("[data-no-passkey]").forEach((words) => (words.hidden = true));
}
