// The questions on a page of its own, without a network: what is filled in becomes a block of text to hand over or to
// print. Nothing is sent and nothing is kept: the block is made anew with each answer and goes with the page.
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const block = document.getElementById("block");
const number = document.getElementById("number");
const leave = document.getElementById("leave");
let presses = 0;

function drawn() {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(64))).filter((byte) => byte < 8 * LETTERS.length);
  const text = letters.slice(0, 8).map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return `SH-${text.slice(0, 4)}-${text.slice(4)}`;
}

function answer(question) {
  const ticked = [...question.querySelectorAll("input:checked")].map((input) => input.value);
  const written = question.querySelector("textarea, input[type=text], input[type=date]");
  return ticked.length ? ticked.join(", ") : (written?.value.trim() ?? "").replace(/\r?\n/g, "\n  ");
}

function make() {
  const lines = [`SHEET/1 ${number.textContent}`, `language: ${document.documentElement.lang.slice(0, 2)}`];
  for (const question of document.querySelectorAll("[data-code]")) {
    const said = answer(question);
    if (said) lines.push(`${question.dataset.code}: ${said}`);
  }
  block.value = lines.join("\n");
}

function gone() {
  document.title = " ";
  document.body.replaceChildren();
  location.replace(leave.href);
}

if (crypto.getRandomValues) number.textContent = drawn();
document.getElementById("made").hidden = false;
document.addEventListener("input", (event) => { if (event.target !== block) make(); });
document.getElementById("copy").addEventListener("click", () => { block.select(); document.execCommand("copy"); });
document.getElementById("print").addEventListener("click", () => print());
leave.addEventListener("click", (event) => { event.preventDefault(); gone(); });
document.addEventListener("keydown", (event) => {
  presses = event.key === "Shift" && !event.repeat ? presses + 1 : 0;
  if (presses === 3) gone();
});
make();
