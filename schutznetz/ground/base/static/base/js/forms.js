// Forms: one press sends once, and nothing typed is ever lost.
//
// form[data-steadfast] is sent in the background. When the line is down or the server stumbles the page
// stays as it is, with everything typed and a sentence that says so.

const sending = "sending";

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
      body: new FormData(form, submitter),
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
  if (body) event.preventDefault();
  form.querySelector("[data-form-notice]")?.remove();
  setSending(form, true);
  if (body) send(form, event.submitter);
});

// Back in the browser brings a page up as it was left: pressed.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`form[data-${sending}]`)) setSending(form, false);
});
