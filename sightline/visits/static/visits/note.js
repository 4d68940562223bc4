// A report from the field on a bad line: what was typed stays and goes once there is a signal; half an address finished.
// Without this file the same page works as an ordinary form.
const form = document.getElementById("asked");
const says = document.getElementById("line");
const MOST = 4; // places offered on a small screen
const AGAIN = 3000; // milliseconds between two looks for a signal
let pressed = null, looking = false;

async function reached() {
  try {
    return navigator.onLine && (await fetch(import.meta.url, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function look() {
  if (await reached()) return go();
  says.textContent = says.dataset.dead;
  if (says.hidden) {
    says.hidden = false;
    says.scrollIntoView({ block: "center" }); // whoever chose photographs is at the foot of the page
  }
  setTimeout(look, AGAIN);
}

function go() {
  looking = false;
  const sent = pressed?.name ? Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }) : null;
  if (sent) form.append(sent);
  form.submit();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  pressed = event.submitter;
  if (!looking) { looking = true; look(); }
});

// Half an address -------------------------------------------------------------------------------------
const place = form.elements.place;
let asking;

if (place && place.type !== "hidden") {
  const found = document.createElement("div");
  found.className = "choose found";
  place.after(found);
  place.addEventListener("input", () => {
    clearTimeout(asking);
    asking = setTimeout(async () => offer(await places()), 250);
  });

  async function places() {
    const told = new FormData();
    told.set("q", place.value);
    try {
      const token = form.elements.csrfmiddlewaretoken.value;
      const answer = await fetch(form.dataset.place, { method: "POST", body: told, headers: { "X-CSRFToken": token } });
      return (await answer.json()).places;
    } catch {
      return []; // what was typed stands as it is
    }
  }

  function offer(known) {
    found.replaceChildren(...known.slice(0, MOST).map(({ write, note }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = note ? `${write} (${note})` : write;
      button.addEventListener("click", () => { place.value = write; offer([]); place.focus(); });
      return button;
    }));
  }
}
