// Quick exit. Without this file "Leave this page" is an ordinary link; with it, Shift three times leaves too,
// the page is covered at once, the history entry replaced, and going back leaves again.
const link = document.getElementById("leave");
const heard = document.getElementById("leave-heard");
const PRESSES = 3;
const TOGETHER = 5000; // milliseconds in which the presses must fall
let presses = 0;
let forget;

function leave() {
  document.documentElement.classList.add("gone");
  document.title = " ";
  sessionStorage.setItem("gone", "1");
  location.replace(link.href);
}

function count(event) {
  if (event.key !== "Shift" || event.repeat) {
    presses = 0;
    return;
  }
  presses += 1;
  clearTimeout(forget);
  forget = setTimeout(() => { presses = 0; heard.textContent = ""; }, TOGETHER);
  if (presses === PRESSES) {
    heard.textContent = link.dataset.leaving;
    leave();
  } else {
    heard.textContent = link.dataset.more.replace("{n}", PRESSES - presses);
  }
}

function cameBack(event) {
  const [entry] = performance.getEntriesByType("navigation");
  if (!sessionStorage.getItem("gone")) return;
  if (event.persisted || (entry && entry.type === "back_forward")) leave();
  else sessionStorage.removeItem("gone");
}

link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
document.addEventListener("keydown", count);
window.addEventListener("pageshow", cameBack);
