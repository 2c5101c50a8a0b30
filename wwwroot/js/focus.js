// After enhanced navigation to another page the heading gets the focus, as after a full load a reader would start there.
// Within one page (search, filter, sort, paging) the focus stays where the hand was.
let path = location.pathname;

function arrived() {
  if (location.pathname === path) return;
  path = location.pathname;
  document.querySelectorAll('details.account[open]').forEach(menu => { menu.open = false; });
  const heading = document.querySelector('#main h1') ?? document.getElementById('main');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const listen = () => window.Blazor?.addEventListener?.('enhancedload', arrived);
if (window.Blazor) listen(); else addEventListener('load', listen);
