// While a question is answered: 999 comes first as soon as the answers tell of danger now. Without this file the next
// page does the same.
import { reader } from "./danger.js";

const asking = document.getElementById("asking");
const shown = document.getElementById("danger-live");
const form = asking?.querySelector("form");

function answers() {
  const told = Object.assign(Object.create(null), JSON.parse(asking.dataset.told)); // names of fields, and no others
  const texts = [told.texts];
  const here = new Set([...form.elements].filter((field) => field.type !== "hidden").map((field) => field.name));
  for (const name of here) if (name in told && name !== "texts") delete told[name];
  for (const [name, value] of new FormData(form)) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList || ["checkbox", "radio", "select-one"].includes(field.type)) told[name] = [...(told[name] ?? []), value];
    else if (field.type !== "hidden") texts.push(value);
  }
  return { ...told, texts: texts.join("\n") };
}

async function watch() {
  const level = reader((await import(asking.dataset.rules)).default);
  const look = () => {
    const red = level(answers()).level === "red";
    if (red && shown.hidden) shown.hidden = false;
    else if (!red) shown.hidden = true;
  };
  form.addEventListener("input", look);
  look();
}

if (shown && form) watch();
