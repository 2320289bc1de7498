// What scrolls sideways can be reached and scrolled by keys; what does not is no stop on the way.
function mark() {
  document.querySelectorAll(".table-wrap").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) {
      place.tabIndex = 0;
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", place.querySelector("caption")?.textContent || "Table");
    } else {
      place.removeAttribute("tabindex");
      place.removeAttribute("role");
      place.removeAttribute("aria-label");
    }
  });
}

addEventListener("resize", mark);
document.addEventListener("htmx:afterSwap", mark);
mark();
