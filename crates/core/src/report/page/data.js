// What is on the page as data, and small helpers. No word of an article ever becomes markup:
// elements are made here, and text is set as text.

const data = JSON.parse(document.getElementById("data").textContent);
const { articles, quotes, speakers, labels } = data;
const PAGE = 50;

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** An element with attributes and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A label, with values for its {0}, {1} … */
function t(key, ...values) {
  const label = labels[key] ?? key;
  return values.reduce((text, value, index) => text.replaceAll(`{${index}}`, value), label);
}

/** A word of the JSON document as a reader says it. */
const word = (list, name) => labels[`${list}.${name}`] ?? name;

const count = new Intl.NumberFormat(data.language);
const number = (value) => count.format(value);

/** A spelling without capitals and accents. */
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’`]/g, "'").toLowerCase();

/** Folded texts, each made when it is first asked for. */
function folded(length, text) {
  const made = new Array(length);
  return (index) => (made[index] ??= fold(text(index)));
}

const quoteText = folded(quotes.text.length, (index) => quotes.text[index]);
const speakerText = folded(speakers.length, (index) => [speakers[index].n, ...(speakers[index].l ?? []), speakers[index].r ?? ""].join("\n"));
const articleText = folded(articles.title.length, (index) => `${articles.title[index]}\n${articles.id[index] ?? ""}`);

/** Folds all quotes while nothing else is to do, so that the first search is as quick as the next. */
function prepare(from = 0) {
  const until = Math.min(from + 2000, quotes.text.length);
  for (let index = from; index < until; index += 1) quoteText(index);
  if (until < quotes.text.length) later(() => prepare(until));
}
const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 30));

/** Where the quotes of an article begin, and where they end. */
const firstQuote = (article) => articles.first[article];
const endOfQuotes = (article) => articles.first[article + 1] ?? quotes.text.length;

/** Who says a quote: named, anonymous, or nobody. */
function sourceOf(index) {
  const who = quotes.speaker[index];
  if (who < 0) return "nobody";
  return speakers[who].a ? "anonymous" : "named";
}

/** The name of who says a quote. */
const nameOf = (index) => (quotes.speaker[index] < 0 ? t("nobody") : speakers[quotes.speaker[index]].n);

const pieces = new Map();

/** An article, out of its piece of the data. */
function stored(article) {
  const piece = Math.floor(article / data.piece);
  if (!pieces.has(piece)) {
    if (pieces.size > 8) pieces.clear();
    pieces.set(piece, JSON.parse(document.getElementById(`piece${piece}`).textContent));
  }
  return pieces.get(piece)[article % data.piece];
}
