// Queues by keyboard: arrows move between the rows' links. Without this file Tab does it.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const queue = event.target.closest?.("[data-keys]");
  if (!step || !queue || !event.target.matches("a")) return;
  const links = [...queue.querySelectorAll("tbody tr > :first-child a")];
  const next = links[links.indexOf(event.target.closest("tr").querySelector("a")) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
