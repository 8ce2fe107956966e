// One article: its text with quotes in the colour of their speaker, names underlined by type.

const QUOTE = 0, CUE = 1, SOURCE = 2, DETAIL = 3;
const articleView = document.getElementById("article");

/** Colours far apart, in degrees: each a golden angle after the last. */
const hue = (place) => (210 + place * 137) % 360;

/** The colour of every speaker of an article, in order of appearance. */
function colours(article) {
  const found = new Map();
  for (let index = firstQuote(article); index < endOfQuotes(article); index += 1) {
    const who = quotes.speaker[index];
    if (who >= 0 && !found.has(who)) found.set(who, hue(found.size));
  }
  return found;
}

/** What a mark says of its words: classes and a title. */
function describe(marks, details, first) {
  const classes = [], titles = [];
  for (const { what, of } of marks) {
    if (what === CUE) {
      classes.push("cue");
      const cueClass = quotes.class[first + of];
      if (cueClass >= 0) titles.push(word("class", data.classes[cueClass]));
    } else if (what === SOURCE) {
      classes.push("source");
    } else if (what === DETAIL) {
      const [name, words] = details[of];
      const mention = !["claim", "time", "quantity"].includes(name);
      classes.push(mention ? `mention ${name}` : name);
      titles.push([mention ? word("type", name) : name === "claim" ? t("claim") : null, words].filter(Boolean).join(" · "));
    }
  }
  return { classes: classes.join(" "), title: titles.filter(Boolean).join(" · ") };
}

/** The sections of an article with their marks. */
function body(article) {
  const { t: text, s: sections, m: flat, d: details } = stored(article);
  const first = firstQuote(article);
  const colour = colours(article);
  const marks = [], cuts = new Set();
  for (let at = 0; at < flat.length; at += 4) {
    marks.push({ start: flat[at], end: flat[at + 1], what: flat[at + 2], of: flat[at + 3] });
    cuts.add(flat[at]).add(flat[at + 1]);
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const ends = [...cuts].sort((a, b) => a - b);
  const root = el("div", { class: "vg", lang: "it" });
  let next = 0, cut = 0, active = [];
  for (let at = 0; at < sections.length; at += 3) {
    const [start, end, kind] = sections.slice(at, at + 3);
    const paragraph = el("p", { class: data.sections[kind] });
    let said = null, box = paragraph;
    for (let from = start; from < end; ) {
      while (next < marks.length && marks[next].start <= from) active.push(marks[next++]);
      active = active.filter((mark) => mark.end > from);
      while (cut < ends.length && ends[cut] <= from) cut += 1;
      const to = Math.min(cut < ends.length ? ends[cut] : end, end);
      const innermost = active.filter((mark) => mark.what === QUOTE).pop();
      const quote = innermost ? first + innermost.of : null;
      if (quote !== said) {
        said = quote;
        box = paragraph;
        if (quote !== null) {
          const degrees = colour.get(quotes.speaker[quote]);
          box = el("span", { class: degrees === undefined ? "q nobody" : "q", "data-quote": quote, title: nameOf(quote) });
          if (degrees !== undefined) box.style.setProperty("--h", degrees);
          paragraph.append(box);
        }
      }
      const { classes, title } = describe(active, details, first);
      const words = text.slice(from, to);
      box.append(classes ? el("span", { class: classes, title: title || null }, words) : words);
      from = to;
    }
    root.append(paragraph);
  }
  if (details.length) root.prepend(legend(details));
  return root;
}

/** What the lines under words mean, for those that the article has. */
function legend(details) {
  const box = el("p", { class: "legend", lang: data.language });
  for (const name of new Set(details.map((detail) => detail[0]))) {
    if (name === "claim") box.append(el("span", { class: "claim" }, t("claim")));
    else if (labels[`type.${name}`]) box.append(el("span", { class: `mention ${name}` }, word("type", name)));
  }
  return box;
}

/** Shows an article; `quote` counts from the first of the article. */
function showArticle(article, { quote }, back) {
  const heading = $("h2", articleView);
  heading.textContent = articles.title[article];
  heading.lang = "it";
  const facts = [articles.date[article], articles.id[article], t("n.quotes", number(endOfQuotes(article) - firstQuote(article)))];
  $(".note", articleView).textContent = facts.filter(Boolean).join(" · ");
  const text = body(article);
  // A headline shows in the text; the heading is then for those who listen.
  heading.classList.toggle("hidden", $(".headline", text) !== null);
  $(".text", articleView).replaceChildren(text);
  const colour = colours(article);
  const cards = [];
  for (let index = firstQuote(article); index < endOfQuotes(article); index += 1) {
    const card = quoteCard(index, "", false);
    const degrees = colour.get(quotes.speaker[index]);
    if (degrees !== undefined) card.style.setProperty("--h", degrees);
    cards.push(card);
  }
  const list = $("aside .list", articleView);
  list.replaceChildren(...(cards.length ? cards : [el("li", { class: "note" }, t("article.none"))]));
  const turn = (name, to) => {
    const link = $(`[data-do=${name}]`, articleView);
    if (to >= 0 && to < articles.title.length) link.setAttribute("href", address(`article/${to}`));
    else link.removeAttribute("href");
  };
  turn("previous", article - 1);
  turn("next", article + 1);
  $("[data-do=back]", articleView).setAttribute("href", back);
  if (quote !== undefined) point(firstQuote(article) + Number(quote));
}

/** Points at a quote, in the text and in the list beside it. */
function point(index) {
  for (const here of $$(".here", articleView)) here.classList.remove("here");
  const [spans, card] = [$$(`.q[data-quote="${index}"]`, articleView), $(`li[data-quote="${index}"]`, articleView)];
  for (const element of [...spans, card]) element?.classList.add("here");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  spans[0]?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  card?.scrollIntoView({ block: "nearest" });
}
