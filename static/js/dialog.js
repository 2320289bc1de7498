// A button with data-opens shows the dialog of that id, data-closes shuts the one it stands in,
// data-focuses goes to the field of that id, data-prints prints the page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    const dialog = document.getElementById(opener.dataset.opens);
    dialog.showModal();
    const first = dialog.querySelector("[autofocus]")
      || dialog.querySelector("input:not([type=hidden]), select, button");
    first?.focus();
  }
  const finder = event.target.closest("[data-focuses]");
  if (event.target.closest("[data-prints]")) print();
  if (finder) document.getElementById(finder.dataset.focuses).focus();
  const closer = event.target.closest("[data-closes]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});
