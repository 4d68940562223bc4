// At the door: two fingers down hide the page. Without this file the Hide link does the same.
let startedAt = null;

document.addEventListener("touchstart", (event) => {
  startedAt = event.touches.length === 2 ? event.touches[0].clientY : null;
}, { passive: true });

document.addEventListener("touchmove", (event) => {
  if (startedAt !== null && event.touches[0].clientY - startedAt > 80) {
    startedAt = null;
    location.replace("#cover");
  }
}, { passive: true });
