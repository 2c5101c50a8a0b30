// The filter bar is a plain GET form; with script a choice applies at once, and "/" leads to the search box.
document.addEventListener('change', event => {
  if (event.target.matches?.('form.filter-bar select')) event.target.form.requestSubmit();
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
