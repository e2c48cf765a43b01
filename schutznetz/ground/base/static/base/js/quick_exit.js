// Leaves a public page at once, by button or Esc. Without script the form does the same by itself.

const form = document.querySelector("form[data-quick-exit]");

function leave() {
  // Blank first: the calendar may take a moment on a bad line, and somebody may be looking.
  document.body.hidden = true;
  document.title = "";
  // The server ends the session meanwhile; keepalive lets the request outlive this page.
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(form.dataset.quickExit);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keydown", (event) => {
  if (form && event.key === "Escape") leave();
});

// Back from the calendar must not bring the page up again from memory.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
