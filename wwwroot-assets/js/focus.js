// Keeps the focus where the hand was: what had it may go (a row is drawn anew, a message closes) or fall asleep (a button waits
// for its answer). Then the focus would drop to the top of the page. What the page itself gives the focus to comes first.
const focusable = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
// What floats over the page for a while; when it closes, the focus goes back to where it was before.
const floating = "#mud-snackbar-container, .mud-snackbar, .mud-dialog-container, dialog";
const trail = [];
let isAsked = false;

function pathOf(element) {
  const path = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) path.push(one);
  return path;
}

function isPlace(element) {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

function take(element) {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

// The nearest of what stood round it that is still there; never wider than the page, the dialog or the search it stood in.
function takeNear(path) {
  const [own] = path;
  if (isPlace(own) && take(own)) return true;
  if (own.isConnected && own.disabled) return true;
  for (const around of path.slice(1)) {
    if (!around.isConnected) continue;
    if (around.matches(`main, .frame, ${floating}`)) return false;
    const inner = [...around.querySelectorAll(focusable)].find(isPlace);
    if (inner && take(inner)) return true;
  }

  return false;
}

function restore() {
  isAsked = false;
  if (trail.length === 0 || (document.activeElement && document.activeElement !== document.body)) return;
  for (let i = trail.length - 1; i >= 0; i--) {
    if (takeNear(trail[i])) return;
    if (!trail[i].some((one) => one.matches(floating))) break;
  }

  document.getElementById("main")?.focus({ preventScroll: true });
}

function ask() {
  if (isAsked || trail.length === 0 || document.activeElement !== document.body) return;
  isAsked = true;
  requestAnimationFrame(() => requestAnimationFrame(restore));
}

document.addEventListener("focusin", (event) => {
  if (!(event.target instanceof Element)) return;
  trail.push(pathOf(event.target));
  if (trail.length > 8) trail.shift();
  // A list of what is to be mended hands the focus on to the first input it names.
  if (event.target.dataset.handsOn) document.getElementById(event.target.dataset.handsOn)?.focus();
});

// Who clicks beside everything lets the focus go, and it is left alone; so does who turns to another page.
document.addEventListener("pointerdown", (event) => {
  if (event.target instanceof Element && !event.target.closest(focusable)) trail.length = 0;
});

new MutationObserver(ask).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
