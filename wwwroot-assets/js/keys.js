// The console's keys. They are told by their place on the keyboard where the layout writes no Latin letters, so that they
// work the same for who types Russian or Kazakh.
const waitForLetter = 1500;
let goUntil = 0;

function isTyping(target) {
  const field = target instanceof Element ? target.closest("input, textarea, select, [contenteditable]") : null;
  return field !== null && !["checkbox", "radio", "button", "submit"].includes(field.type);
}

function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase();
  return event.code.startsWith("Key") ? event.code.slice(3) : "";
}

function isDialogOpen() {
  return document.querySelector("dialog[open], .mud-dialog-container .mud-dialog") !== null;
}

function focusSearch() {
  const box = document.querySelector("input[data-search-box], [data-search-box] input");
  box?.focus();
  box?.select();
  return box !== null;
}

function showHelp() {
  const help = document.getElementById("keys-help");
  if (help && !help.open) help.showModal();
}

function go(letter) {
  const link = document.querySelector(`a[data-key="${letter}"]`);
  link?.click();
  return link !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || isDialogOpen()) return;

  const letter = letterOf(event);
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && letter === "K") {
    if (focusSearch()) event.preventDefault();
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;

  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
    event.preventDefault();
    showHelp();
  } else if (event.key === "/" || event.code === "Slash") {
    if (focusSearch()) event.preventDefault();
  } else if (letter && performance.now() < goUntil) {
    goUntil = 0;
    if (go(letter)) event.preventDefault();
  } else if (letter === "G") {
    goUntil = performance.now() + waitForLetter;
  }
});

// Arrows inside the menus of the frame.
document.addEventListener("keydown", (event) => {
  const menu = event.target instanceof Element ? event.target.closest(".menu[popover]") : null;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step) return;
  const items = [...menu.querySelectorAll("a, button")];
  const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
  items[next]?.focus();
  event.preventDefault();
});

// Arrows in what a search found: down from the box, up and down the rows, up to the box again.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target instanceof Element ? event.target : null;
  const box = target?.matches("[data-search-box]") ? target : null;
  if (!step || event.altKey || event.ctrlKey || event.metaKey || (!box && !target?.closest("[data-results]"))) return;
  const rows = [...document.querySelectorAll("[data-results] a[data-result]")].filter((row) => row.checkVisibility());
  const own = target.closest("tr, li")?.querySelector("a[data-result]") ?? target;
  const next = (box ? -1 : rows.indexOf(own)) + step;
  if (next >= rows.length || rows.length === 0) return;
  event.preventDefault();
  if (next < 0) focusSearch();
  else rows[next].focus();
});

// Arrows between tabs.
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tab = event.target instanceof Element ? event.target.closest("[role=tab]") : null;
  if (!step || !tab) return;
  const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
  tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].focus();
  event.preventDefault();
});

document.addEventListener("toggle", (event) => {
  if (event.newState === "open" && event.target.matches(".menu[popover]")) {
    (event.target.querySelector("[aria-current]") ?? event.target.querySelector("a, button"))?.focus();
  }
}, true);

// Before the router sees the click: a link to an input moves the focus there, a link in a menu closes it.
document.addEventListener("click", (event) => {
  const element = event.target instanceof Element ? event.target : null;
  const toInput = element?.closest("a[data-focus]");
  if (toInput) {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(toInput.dataset.focus)?.focus();
    return;
  }

  if (element?.closest("[data-keys-help]")) showHelp();
  element?.closest("a")?.closest(".menu[popover]")?.hidePopover();
}, true);
