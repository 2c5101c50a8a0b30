// The filter bar is a plain GET form; with script a choice applies at once, and "/" leads to the search box.
document.addEventListener('change', event => {
  const form = event.target.matches?.('form.filter-bar select') && event.target.form;
  // With its button named: Blazor's enhanced submit asks the submitter for its attributes.
  if (form) form.requestSubmit(form.querySelector('[type=submit]'));
});

// A day is whole when it is left: while its year is typed, every digit is another day.
document.addEventListener('focusout', event => {
  const day = event.target.matches?.('form.filter-bar input[type=date]') && event.target;
  if (day && day.value !== day.defaultValue) day.form.requestSubmit(day.form.querySelector('[type=submit]'));
});

document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.('input, textarea, select, [contenteditable], dialog, [role=dialog], [role=alertdialog]')) return;
  const search = document.querySelector('form.filter-bar input[type=search]');
  if (!search || document.querySelector('[aria-modal=true]')) return;
  event.preventDefault();
  search.focus();
  search.select();
});
