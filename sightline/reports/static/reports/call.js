// A call in progress: kept at each pause, the line going dead survived, danger pointed out, half an address finished.
// Without this file the same page works as an ordinary form that is kept whenever a button is pressed.
const form = document.querySelector("#call");
const says = form.dataset;
const line = form.elements.line;
const saved = document.querySelector("#saved");
const unsent = []; // lines that were pressed while the line was dead, in order
let turn = 0, waiting, dead = false, busy = false;

// Kept ------------------------------------------------------------------------------------------------
function body(more = {}) {
  const told = new FormData(form);
  for (const [name, value] of Object.entries(more)) told.set(name, value);
  return told;
}

async function post(address, told) {
  const token = told.get("csrfmiddlewaretoken");
  told.delete("csrfmiddlewaretoken");
  const answer = await fetch(address, { method: "POST", body: told, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function keep() {
  if (busy) return pause();
  busy = true;
  try {
    const answer = await post(says.keep, body({ turn: ++turn }));
    saved.textContent = says.saved.replace("%s", answer.saved);
    urgent(answer.level, answer.reason);
    await back();
  } catch (error) {
    gone(error);
  } finally {
    busy = false;
  }
}

function pause(milliseconds = 350) {
  clearTimeout(waiting);
  waiting = setTimeout(keep, milliseconds);
}

form.addEventListener("input", () => { mention(); pause(); });
form.addEventListener("change", () => pause());

// The line to the service is dead, and comes back -----------------------------------------------------
function gone(error) {
  dead = true;
  saved.textContent = error instanceof TypeError ? says.dead : says.refused;
  saved.classList.add("late");
  pause(3000);
}

async function back() {
  if (!dead) return;
  dead = false;
  saved.classList.remove("late");
  if (!unsent.length) return;
  let address = form.action;
  while (unsent.length) {
    const answer = await fetch(address, { method: "POST", body: unsent[0] });
    if (!answer.ok) throw new Error(answer.status);
    unsent.shift();
    address = answer.url;
  }
  location.assign(address);
}

addEventListener("online", () => pause(0));
addEventListener("offline", () => gone(new TypeError("offline")));
addEventListener("beforeunload", (event) => { if (unsent.length) event.preventDefault(); });

form.addEventListener("submit", (event) => {
  if (!dead && navigator.onLine) return clearTimeout(waiting);
  event.preventDefault();
  event.stopPropagation();
  const told = new FormData(form, event.submitter);
  unsent.push(told);
  if (told.get("line")) write(event.submitter, told.get("line"));
  line.value = "";
  line.focus();
  gone(new TypeError("offline"));
}, true);

function write(pressed, words) {
  const list = document.querySelector("#says");
  const who = document.createElement("dt"), what = document.createElement("dd");
  who.textContent = pressed?.textContent ?? "";
  what.textContent = words;
  list.append(who, what);
  list.hidden = false;
}

// Danger ----------------------------------------------------------------------------------------------
const words = JSON.parse(document.querySelector("#danger-words").textContent);
const escaped = words.map((word) => word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
const danger = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join("|")})`, "u");
const prompt = document.querySelector("#danger");

function mention() {
  const told = `${line.value} ${form.elements.place?.value ?? ""}`.toLowerCase();
  const found = told.match(danger);
  document.querySelector("#danger-word").textContent = found ? found[0] : "";
  prompt.hidden = !found && !prompt.dataset.level;
}

function urgent(level, reason) {
  prompt.dataset.level = level === "routine" ? "" : level;
  document.querySelector("#danger-reason").textContent = reason;
  prompt.classList.toggle("red", level === "red");
  mention();
}

// Half an address -------------------------------------------------------------------------------------
const place = form.elements.place, places = document.querySelector("#places");
let asking;

place.addEventListener("input", () => {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const told = new FormData();
    told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    told.set("q", place.value);
    try {
      offer((await post(says.place, told)).places);
    } catch {
      offer([]); // what was typed stands as it is
    }
  }, 200);
});

function offer(found) {
  places.replaceChildren(...found.map(({ write, note }) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.className = "button second";
    button.textContent = note ? `${write} (${note})` : write;
    button.addEventListener("click", () => {
      place.value = write;
      offer([]);
      place.focus();
      pause(0);
    });
    item.append(button);
    return item;
  }));
  places.hidden = !found.length;
}

place.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" && places.firstElementChild) {
    event.preventDefault();
    places.querySelector("button").focus();
  }
});
places.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (event.key === "Escape") { offer([]); place.focus(); }
  if (!step) return;
  event.preventDefault();
  (event.target.parentElement[step]?.querySelector("button") ?? place).focus();
});

// Keys: Alt and a letter or digit, in every browser alike ---------------------------------------------
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const key = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
  const meant = key.length === 1 && document.querySelector(`[accesskey="${key}"]`);
  if (!meant) return;
  event.preventDefault();
  if (meant.matches("button, a")) meant.click();
  else meant.focus();
});
