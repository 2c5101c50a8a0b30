// Signing out ends the session, and with it every live page of it; this one is leaving anyway and must not be told to go elsewhere.
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') === '/signout') window.Blazor?.disconnect?.();
});
