// Presses a "show more" button when it comes into view, so that a list goes on while it is scrolled. Who does not scroll presses it.
let observer;

export function watch(button) {
  observer?.disconnect();
  if (!(button instanceof Element)) return;
  observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        button.click();
      }
    },
    { rootMargin: "400px" },
  );
  observer.observe(button);
}
