// Forms: one press sends once, and nothing typed is ever lost.
//
// form[data-steadfast] is sent in the background. When the line is down or the server stumbles the page
// stays as it is, with everything typed and a sentence that says so.
// form[data-autosave] is also saved while somebody writes: to the address in the attribute, or to its own.

const sending = "sending";
// Whether the page is left on purpose: what was typed has been sent, or she locks or signs out.
let leaving = false;

// Each answer carries its number, so that one that was overtaken on the way changes nothing.
function counted(form, submitter) {
  const turn = form.elements.turn;
  if (turn) turn.value = Number(turn.value) + 1;
  return new FormData(form, submitter);
}

function setSending(form, on) {
  if (on) form.dataset[sending] = "yes";
  else delete form.dataset[sending];
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    // Not `disabled`: a disabled button would drop its own name and value from what is sent.
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function showNotice(form, id, answer = "") {
  const notice = document.getElementById(id).content.cloneNode(true);
  const place = notice.querySelector("[data-answer]");
  if (place) place.textContent = answer;
  const box = form.querySelector("[data-form-notice]") ?? document.createElement("div");
  box.dataset.formNotice = "";
  box.replaceChildren(notice);
  // Below the buttons, so that nothing moves under the finger.
  form.append(box);
  box.scrollIntoView({ block: "nearest", behavior: "instant" });
}

// A sign-in in another window changes the form's token; this page's own address gives the new one.
async function renewToken(form) {
  const page = parsed(await (await fetch(location.href)).text());
  const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token) form.elements.csrfmiddlewaretoken.value = token;
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

function showPage(page) {
  const main = document.getElementById("content");
  main.replaceChildren(...page.getElementById("content").childNodes);
  document.title = page.title;
  globalThis.htmx?.process(main);
  (document.getElementById("error-summary") ?? main).focus();
}

async function take(form, response) {
  const goTo = response.headers.get("X-Go-To") ?? (response.redirected ? response.url : null);
  if (goTo) {
    leaving = true;
    location.assign(goTo);
    return;
  }
  setSending(form, false);
  if (response.status === 401) {
    form.dataset.renew = "yes";
    showNotice(form, "form-signed-out");
  } else if (response.status >= 500) {
    showNotice(form, "form-unsent");
  } else {
    const page = parsed(await response.text());
    if (page.querySelector("main form[data-steadfast]")) showPage(page);
    else {
      form.dataset.renew = "yes";
      const words = [...page.querySelectorAll("main h1, main .advice")].map((each) => each.textContent.trim());
      showNotice(form, "form-refused", words.join(" "));
    }
  }
}

async function send(form, submitter) {
  try {
    if (form.dataset.renew) await renewToken(form);
    delete form.dataset.renew;
    const response = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: counted(form, submitter),
      headers: { "X-Steadfast": "1" },
    });
    await take(form, response);
  } catch {
    setSending(form, false);
    showNotice(form, "form-unsent");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if ("download" in form.dataset) return; // the answer is a file, and the page stays for another one
  if (form.dataset[sending]) {
    event.preventDefault();
    return;
  }
  const body = "steadfast" in form.dataset;
  leaving = !body;
  if (body) event.preventDefault();
  form.querySelector("[data-form-notice]")?.remove();
  setSending(form, true);
  if (body) send(form, event.submitter);
});

// Back in the browser brings a page up as it was left: pressed.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`form[data-${sending}]`)) setSending(form, false);
});

// Saving while somebody writes. It says "saved" and nothing else: only a person sends.

const PAUSE = 3000, RETRY = 15000;
const writing = new Map(); // form → what it was typed and saved up to, and what happens next

function stateOf(form) {
  if (!writing.has(form)) writing.set(form, { typed: 0, saved: 0, timer: 0, busy: false });
  return writing.get(form);
}

function saySaved(form, id) {
  const place = form.querySelector("[data-autosave-words]") ?? document.createElement("p");
  place.dataset.autosaveWords = "";
  place.className = "muted";
  place.setAttribute("role", "status");
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  place.textContent = document.getElementById(id).content.textContent.trim().replace("{time}", time);
  if (!place.isConnected) form.append(place);
}

function saveLater(form, wait) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait, form);
}

async function save(form) {
  const state = stateOf(form);
  if (state.busy || state.typed === state.saved || form.dataset[sending] || !form.isConnected) return;
  state.busy = true;
  const upTo = state.typed;
  try {
    if (form.dataset.renew) await renewToken(form);
    const response = await fetch(form.dataset.autosave || form.getAttribute("action") || location.href, {
      method: "POST",
      body: counted(form),
      headers: { "X-Steadfast": "1", "X-Autosave": "1" },
    });
    saved(form, state, upTo, response);
  } catch {
    saySaved(form, "form-not-saved");
    saveLater(form, RETRY);
  }
  state.busy = false;
}

function saved(form, state, upTo, response) {
  if (response.ok && !response.redirected) {
    delete form.dataset.renew;
    state.saved = upTo;
    saySaved(form, "form-saved");
    if (state.typed > upTo) saveLater(form, PAUSE);
    return;
  }
  form.dataset.renew = "yes";
  saySaved(form, "form-not-saved");
  // Over: it is tried again when she comes back to this window, not every few seconds.
  if (response.status === 401) showNotice(form, "form-signed-out");
  else if (response.status === 409) showNotice(form, "form-newer");
  else saveLater(form, RETRY);
}

function saveAll() {
  for (const form of writing.keys()) save(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !("autosave" in form.dataset)) return;
  stateOf(form).typed += 1;
  saveLater(form, PAUSE);
});
addEventListener("online", saveAll);
addEventListener("focus", saveAll);
document.addEventListener("visibilitychange", saveAll);

addEventListener("beforeunload", (event) => {
  const unsaved = [...writing].some(([form, state]) => form.isConnected && state.typed > state.saved);
  if (unsaved && !leaving) event.preventDefault();
});
