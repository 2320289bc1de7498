// One click goes round: as the system, light, dark. The choice is kept with the person.
const ORDER = ["system", "light", "dark"];

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const root = document.documentElement;
  const now = root.dataset.theme || "system";
  const next = ORDER[(ORDER.indexOf(now) + 1) % ORDER.length];
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  const body = new FormData(form);
  body.set("theme", next);
  fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  announce(`Theme: ${next}`);
});

export function announce(words) {
  const region = document.getElementById("live");
  if (region) region.textContent = words;
}
