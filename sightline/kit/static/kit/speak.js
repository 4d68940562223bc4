// Reads a question aloud with a voice that is on this device. Without such a voice, or without this file, no button shows.
const button = document.getElementById("speak");
const speech = window.speechSynthesis;
const wanted = document.documentElement.lang.slice(0, 2);

function voice() {
  return speech.getVoices().find((each) => each.localService && each.lang.slice(0, 2) === wanted);
}

function question() {
  const parts = document.querySelectorAll("main h1, main legend, main label, main .hint");
  return [...new Set([...parts].map((part) => part.textContent.trim()))].filter(Boolean).join(". ");
}

function still() {
  button.textContent = button.dataset.start;
  button.setAttribute("aria-pressed", "false");
}

function press() {
  if (speech.speaking) {
    speech.cancel();
    still();
    return;
  }
  const words = new SpeechSynthesisUtterance(question());
  words.voice = voice();
  words.lang = document.documentElement.lang;
  words.onend = still;
  speech.speak(words);
  button.textContent = button.dataset.stop;
  button.setAttribute("aria-pressed", "true");
}

function offer() {
  button.hidden = !voice();
}

if (button && speech) {
  button.addEventListener("click", press);
  window.addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener("voiceschanged", offer);
  offer();
}
