// Arrows in a grid of days: left and right by a day, up and down by a week, over the edges of months too.
document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  const cell = event.target instanceof Element ? event.target.closest("[data-cell]") : null;
  const grid = cell?.closest("[data-grid]");
  if (!step || !grid || event.altKey || event.ctrlKey || event.metaKey) return;
  const cells = [...grid.querySelectorAll("[data-cell]")];
  cells[cells.indexOf(cell) + step]?.focus();
  event.preventDefault();
});
