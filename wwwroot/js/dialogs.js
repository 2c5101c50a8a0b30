// Radzen names a dialog by a label only. This points to what stands in it: heading as name, text as description, and the
// role of a question where it is one.
export function describe(body, isQuestion) {
  const dialog = body?.closest('[role=dialog], [role=alertdialog]');
  if (!dialog) return;
  const heading = dialog.querySelector('.dialog-head h2');
  if (heading?.id) {
    dialog.setAttribute('aria-labelledby', heading.id);
    dialog.removeAttribute('aria-label');
  }
  if (!isQuestion) return;
  dialog.setAttribute('role', 'alertdialog');
  const text = dialog.querySelector('.dialog-body p');
  if (text?.id) dialog.setAttribute('aria-describedby', text.id);
}
