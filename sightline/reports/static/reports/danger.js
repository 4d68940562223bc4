// The rules of danger over answers, as danger.py reads them: the same table, the same words, one corpus of tests for both.
const ORDER = ["routine", "amber", "red"];
const SAME = { "đ": "d", "ł": "l", "’": "'", "‘": "'", "ـ": "" };

export function plain(text) {
  const lower = text.toLowerCase().replace(/[đł’‘ـ]/g, (letter) => SAME[letter]);
  return lower.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ");
}

function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

export function reader(table) {
  const words = table.words.map(([word, joined]) => (joined ? "" : "(?<![\\p{L}\\p{N}_])") + escaped(word));
  const dangerous = new RegExp(words.join("|"), "u");
  const silent = new Set(table.silent);
  const codes = (given) => new Set(given === undefined || given === null ? [] : [given].flat());
  const forms = {
    has: (wanted, given) => wanted.some((code) => codes(given).has(code)),
    without: (unwanted, given) => !unwanted.some((code) => codes(given).has(code)),
    at_least: (number, given) => [...codes(given)].filter((code) => !silent.has(code)).length >= number,
    mentions: (wanted, given) => dangerous.test(plain(String(given ?? ""))) === wanted,
  };
  function holds(condition, answers) {
    if (condition.any) return condition.any.some((part) => holds(part, answers));
    if (condition.all) return condition.all.every((part) => holds(part, answers));
    const form = Object.keys(condition).find((name) => name !== "ask");
    return forms[form](condition[form], answers[condition.ask]);
  }
  // The level of these answers and the rules that hold; `texts` is all that was answered in words.
  return function level(answers) {
    const held = table.rules.filter((rule) => holds(rule.when, answers));
    const highest = held.reduce((word, rule) => (ORDER.indexOf(rule.level) > ORDER.indexOf(word) ? rule.level : word), "routine");
    return { level: highest, rules: held.filter((rule) => rule.level !== "routine" || highest === "routine").map((rule) => rule.code) };
  };
}
