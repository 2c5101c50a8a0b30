// Tells the server that somebody sits here. A page that is merely open redraws itself, and must not keep a session alive by that.
const pause = 30_000;
let toldAt = -Infinity;

function tell() {
  if (performance.now() - toldAt < pause) return;
  toldAt = performance.now();
  fetch('/signin/active', { method: 'POST', keepalive: true }).catch(() => { toldAt = -Infinity; });
}

for (const input of ['keydown', 'pointerdown', 'touchmove', 'wheel']) {
  addEventListener(input, tell, { capture: true, passive: true });
}
document.addEventListener('visibilitychange', () => { if (!document.hidden) tell(); });
