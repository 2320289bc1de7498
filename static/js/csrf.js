// HTMX sends the token that Django put into a cookie.
document.addEventListener("htmx:configRequest", (event) => {
  const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/);
  if (found) event.detail.headers["X-CSRFToken"] = found[1];
});
