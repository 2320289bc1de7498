// Ticked rows are counted, and what acts on them is open only when there are some.
function count() {
  const boxes = [...document.querySelectorAll("[data-tick]")];
  const ticked = boxes.filter((box) => box.checked).length;
  document.querySelectorAll("[data-ticked-count]").forEach((place) => {
    place.textContent = ticked ? `${ticked} ticked` : "Nothing ticked";
  });
  document.querySelectorAll("[data-needs-ticked]").forEach((button) => {
    button.disabled = ticked === 0;
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    document.querySelectorAll("[data-tick]").forEach((box) => { box.checked = event.target.checked; });
  }
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  count();
});
document.addEventListener("htmx:afterSwap", count);
count();
