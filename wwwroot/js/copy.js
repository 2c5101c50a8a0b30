// Copies what a button carries and says so beside it.
document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  const said = button.parentElement.querySelector('[role=status]');
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    if (said) said.textContent = 'Copied';
  } catch {
    if (said) said.textContent = 'The browser does not allow copying here';
  }
  setTimeout(() => { if (said) said.textContent = ''; }, 3000);
});
