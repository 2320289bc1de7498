// When an answer does not come, a line says so and that nothing was done; the next one that comes takes it away.
const WORDS = {
  lost: "No connection. Nothing was sent; what you typed is still here.",
  broken: "That did not work, and nothing was changed. Try again.",
};

function say(words) {
  const line = document.getElementById("trouble");
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
}

document.addEventListener("htmx:sendError", () => say(WORDS.lost));
document.addEventListener("htmx:responseError", () => say(WORDS.broken));
document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.successful) say(""); });
addEventListener("offline", () => say(WORDS.lost));
addEventListener("online", () => say(""));
