// Drives #components-reconnect-modal. Blazor tells by class names how the live connection is doing.
const modal = document.getElementById('components-reconnect-modal');
const what = modal?.querySelector('[data-part=what]');
const then = modal?.querySelector('[data-part=then]');
const act = modal?.querySelector('[data-part=act]');
const faces = {
  trying: ['The connection broke; trying again', 'What you typed stays here. Lists and search work as they are.', 'Try now'],
  failed: ['The connection is still broken', 'What you typed stays here. Lists and search work as they are.', 'Try now'],
  rejected: ['The server has forgotten this page', 'What you typed is still here to be copied. Reloading makes the page live again.', 'Reload'],
};

function show(face) {
  modal.hidden = !face;
  document.getElementById('link-live')?.toggleAttribute('hidden', Boolean(face));
  document.getElementById('link-lost')?.toggleAttribute('hidden', !face);
  if (!face) return;
  [what.textContent, then.textContent, act.textContent] = faces[face];
  modal.dataset.face = face;
}

// A page whose session ended meanwhile is refused for ever: it goes where its next click would have led.
async function leaveIfTheSessionIsOver() {
  try {
    const reply = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'manual' });
    if (reply.status === 401 || reply.type === 'opaqueredirect') location.reload();
  } catch {
    // The server does not answer at all: it is the connection that is broken.
  }
}

function read() {
  const has = name => modal.classList.contains(`components-reconnect-${name}`);
  const face = has('rejected') ? 'rejected' : has('failed') ? 'failed' : has('show') || has('retrying') ? 'trying' : null;
  if (face && modal.dataset.face !== face) leaveIfTheSessionIsOver();
  show(face);
  if (!face) delete modal.dataset.face;
}

if (modal) {
  new MutationObserver(read).observe(modal, { attributes: true, attributeFilter: ['class'] });
  act.addEventListener('click', async () => {
    if (modal.dataset.face === 'rejected') { location.reload(); return; }
    show('trying');
    try {
      if (await Blazor.reconnect() === false) show('rejected');
    } catch {
      show('failed');
    }
  });
}
