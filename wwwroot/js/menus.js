// Menus are popovers (row menus) and details (account). Popovers come with light dismiss and Escape; this gives them their place
// beside the button, and the account menu the same manners.
const gap = 4;

document.addEventListener('toggle', event => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches('.menu[popover]') || event.newState !== 'open') return;
  const opener = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  if (!opener) return;
  place(menu, opener.getBoundingClientRect());
}, true);

function place(menu, at) {
  const width = menu.offsetWidth, height = menu.offsetHeight;
  const below = at.bottom + gap, above = at.top - gap - height;
  menu.style.top = `${below + height <= innerHeight || above < 0 ? below : above}px`;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
}

// A fixed menu would stay behind when its row scrolls away.
addEventListener('scroll', () => document.querySelectorAll('.menu:popover-open').forEach(menu => menu.hidePopover()), { capture: true, passive: true });

document.addEventListener('click', event => {
  const choice = event.target.closest?.('.menu[popover] :is(a, button)');
  if (choice && choice.getAttribute('aria-disabled') !== 'true') choice.closest('.menu').hidePopover();
  document.querySelectorAll('details.account[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  document.querySelectorAll('details.account[open]').forEach(menu => {
    menu.open = false;
    menu.querySelector('summary').focus();
  });
});
