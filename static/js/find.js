// A long menu has a field that leaves only what contains the words typed; Enter takes the first of it.
function left(menu) {
  return [...menu.querySelectorAll("[data-findable]")].filter((item) => !item.hidden);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-finds]")) return;
  const words = event.target.value.trim().toLowerCase();
  event.target.closest(".menu").querySelectorAll("[data-findable]").forEach((item) => {
    item.hidden = !item.textContent.toLowerCase().includes(words);
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-finds]")) return;
  event.preventDefault();
  left(event.target.closest(".menu"))[0]?.click();
});
