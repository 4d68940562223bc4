// Quick exit. Without this file "Leave this page" is an ordinary link; with it, Shift three times leaves too,
// the page is emptied at once, the history entry replaced, and going back leaves again. Twenty minutes without a key or
// a touch do the same, and two minutes before that it is said.
const link = document.getElementById("leave");
const heard = document.getElementById("leave-heard");
const PRESSES = 3;
const TOGETHER = 5000; // milliseconds in which the presses must fall
const QUIET = 20 * 60 * 1000; // milliseconds without a sign of anybody
const WARNED = 2 * 60 * 1000; // so long before it ends
const away = link.href;
const soon = document.getElementById("leave-soon");
let presses = 0;
let forget;
let seen = Date.now();

function leave() {
  document.documentElement.classList.add("gone");
  document.title = " ";
  document.body.replaceChildren();
  sessionStorage.setItem("gone", "1");
  location.replace(away);
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

function look() {
  const quiet = Date.now() - seen;
  if (quiet >= QUIET) leave();
  else if (quiet >= QUIET - WARNED && !soon.textContent) soon.textContent = soon.dataset.says;
}

function stay() {
  seen = Date.now();
  soon.textContent = "";
}

for (const sign of ["keydown", "pointerdown", "input", "scroll"]) document.addEventListener(sign, stay, { passive: true });
setInterval(look, 5000);
link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
document.addEventListener("keydown", count);
window.addEventListener("pageshow", cameBack);
