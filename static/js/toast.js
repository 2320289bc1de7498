// A toast goes after ten seconds, unless somebody is on it.
const SECONDS = 10;

function watch(toast) {
  let timer = setTimeout(() => toast.remove(), SECONDS * 1000);
  const hold = () => clearTimeout(timer);
  const release = () => { timer = setTimeout(() => toast.remove(), SECONDS * 1000); };
  toast.addEventListener("mouseenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("mouseleave", release);
  toast.addEventListener("focusout", release);
}

document.querySelectorAll("[data-toast]").forEach(watch);
