// Fields marked data-draft tell the server after a pause in typing, not at every letter and not only when they are left: what they
// hold is a whole mail. Their own change event does the telling.
const pause = 400;
const telling = new WeakMap();

document.addEventListener('input', event => {
  const field = event.target.closest?.('[data-draft]');
  if (!field) return;
  clearTimeout(telling.get(field));
  telling.set(field, setTimeout(() => field.dispatchEvent(new Event('change', { bubbles: true })), pause));
});
