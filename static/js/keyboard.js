// Keys act on the page's own visible buttons and rows, and never while somebody types.
// A button says its key with data-key; a row is any element with data-row.
const GO = { q: "desk", c: "claims", m: "money", f: "figures", t: "desk" };
let going = false;

function typing(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const now = all.indexOf(document.activeElement.closest?.("[data-row]"));
  const next = all[Math.min(all.length - 1, Math.max(0, now + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function press(key) {
  const dialog = document.querySelector("dialog[open]");
  const named = (dialog || document).querySelectorAll(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
  // What stands in a dialog that is shut is out of reach, by key as by hand.
  const button = [...named].find((one) => dialog || !one.closest("dialog"));
  if (!button) return false;
  button.click();
  return true;
}

const LIST = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  x: () => document.activeElement.closest?.("[data-row]")?.querySelector("[data-tick]")?.click() ?? true,
  o: () => open(),
  Enter: () => open(),
};

function open() {
  const row = document.activeElement.closest?.("[data-row]");
  if (!row || document.activeElement !== row) return false;
  row.querySelector("a[data-open]")?.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.body.dataset.keys === "off") return;
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${GO[event.key]}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1200); return; }
  if (document.querySelector("dialog[open]") && !/^[0-9]$/.test(event.key)) return;
  const act = LIST[event.key];
  if ((act && act()) || press(event.key === "?" ? "?" : event.key.toLowerCase())) event.preventDefault();
});
