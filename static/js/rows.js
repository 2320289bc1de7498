// Ticked rows are counted and summed, and what acts on them is open only when there are some.
const DOLLARS = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
let last = null;

function boxes() {
  return [...document.querySelectorAll("[data-tick]")];
}

function count() {
  const ticked = boxes().filter((box) => box.checked);
  const cents = ticked.reduce((sum, box) => sum + Number(box.dataset.cents || 0), 0);
  document.querySelectorAll("[data-ticked-count]").forEach((place) => {
    place.textContent = ticked.length ? `${ticked.length} ticked, ${DOLLARS.format(cents / 100)}` : "Nothing ticked";
  });
  document.querySelectorAll("[data-needs-ticked]").forEach((button) => {
    button.disabled = ticked.length === 0;
  });
  document.querySelectorAll("[data-tick-all]").forEach((box) => {
    box.checked = ticked.length > 0 && ticked.length === boxes().length;
    box.indeterminate = ticked.length > 0 && !box.checked;
  });
}

// With Shift, everything from the row ticked last to this one goes the same way.
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-tick]")) return;
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) {
    all.slice(from, to + 1).forEach((box) => { box.checked = event.target.checked; });
  }
  last = event.target;
  count();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    boxes().forEach((box) => { box.checked = event.target.checked; });
  }
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  count();
});
document.addEventListener("htmx:afterSwap", count);
count();
