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

const left = [];

export function remember() {
  left.push(document.activeElement);
}

// Once the dialog is out of the way: Radzen closes it, and moves the focus, after this was asked for. Whoever has the focus
// then has it from Radzen, unless yet another dialog stands on top.
export function giveBack() {
  const element = left.pop();
  setTimeout(() => {
    const topmost = [...document.querySelectorAll('.rz-dialog')].at(-1);
    if (element?.isConnected && (!topmost || topmost.contains(element))) element.focus();
  }, 50);
}
