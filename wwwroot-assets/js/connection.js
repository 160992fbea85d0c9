// Says when the console cannot be reached, and keeps what is typed meanwhile: inputs changed while the connection was away
// are told to the server once it is back.
const banner = document.getElementById("components-reconnect-modal");
const typed = new Set();
let isLost = false;

function show(state) {
  isLost = state !== "back";
  banner.hidden = !isLost;
  for (const part of banner.querySelectorAll("[data-when]")) {
    part.hidden = !part.dataset.when.split(" ").includes(state);
  }
}

function tellTyped() {
  for (const input of typed) {
    if (!input.isConnected) continue;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  typed.clear();
}

async function retry() {
  show("trying");
  try {
    if (await Blazor.reconnect()) return;
    show(typeof Blazor.resumeCircuit === "function" && await Blazor.resumeCircuit() ? "back" : "gone");
  } catch {
    show("failed");
  }
}

banner.addEventListener("components-reconnect-state-changed", (event) => {
  switch (event.detail.state) {
    case "hide":
      show("back");
      tellTyped();
      break;
    case "failed":
      show("failed");
      break;
    case "rejected":
    case "resume-failed":
      show("gone");
      break;
    default:
      show("trying");
  }
});

document.addEventListener("input", (event) => {
  if (isLost) typed.add(event.target);
}, true);

banner.addEventListener("click", (event) => {
  const action = event.target.closest("[data-connection]")?.dataset.connection;
  if (action === "retry") retry();
  if (action === "reload") location.reload();
});

addEventListener("online", () => {
  if (isLost && !banner.querySelector('[data-connection="retry"]').hidden) retry();
});
