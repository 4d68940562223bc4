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

// On a narrow screen the story line is longer than the window: it begins where the reader stands.
document.querySelector(".story .here")?.scrollIntoView({ block: "nearest", inline: "nearest" });

// A form that has been sent is not sent again by a second press; coming back to the page frees it.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
