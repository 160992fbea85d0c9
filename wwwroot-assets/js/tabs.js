// Where the tabs are wider than the screen, the open one is brought into view.
let shown;

function show() {
  const tab = document.querySelector(".tabs [aria-selected='true'], .tabs [aria-current='page']");
  if (tab === shown) return;
  shown = tab;
  const list = tab?.closest(".tabs");
  if (list) list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

new MutationObserver(show).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected", "aria-current"] });
show();
