// Lets "seit 12 Min." run on. Counts from what the server said, so the device's clock does not matter.

const words = document.getElementById("time-words")?.dataset;
const begun = performance.now();

function wordsFor(minutes) {
  const hours = Math.floor(minutes / 60);
  const pattern = hours === 0 ? words.minutes : minutes % 60 ? words.both : words.hours;
  return pattern.replace("{h}", hours).replace("{m}", minutes % 60);
}

function tick() {
  const passed = Math.floor((performance.now() - begun) / 60000);
  for (const each of document.querySelectorAll("time[data-since]")) {
    // A fragment loaded later brings its own count and starts from here.
    each.dataset.from ??= passed;
    const minutes = Number(each.dataset.since) + passed - Number(each.dataset.from);
    // Days are left to the next page: they change at midnight, not after 24 hours.
    if (minutes > 0 && minutes < 24 * 60 && passed > Number(each.dataset.from)) each.textContent = wordsFor(minutes);
  }
}

if (words) {
  tick();
  setInterval(tick, 30000);
}
