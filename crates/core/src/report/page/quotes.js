// The list of quotes, who said them, and the same as a table to keep.

const place = (list, name) => data[list].indexOf(name);

const quoteList = new List("quotes", {
  extra: ["by", "group"],
  find({ q = "", speaker = "", source = "", class: cueClass = "", kind = "", certainty = "", from = "", to = "", by = "", group = "" }) {
    const needle = fold(q.trim());
    const name = fold(speaker.trim());
    const wanted = name ? speakers.map((_, index) => speakerText(index).includes(name)) : null;
    const classes = cueClass === "none" ? -1 : place("classes", cueClass);
    const [kinds, certainties] = [place("kinds", kind), place("certainties", certainty)];
    const days = from || to;
    return numbers(quotes.text.length, (index) => {
      const who = quotes.speaker[index];
      if (by !== "" && who !== Number(by)) return false;
      if (group !== "" && quotes.group[index] !== Number(group)) return false;
      if (cueClass && quotes.class[index] !== classes) return false;
      if (kind && quotes.kind[index] !== kinds) return false;
      if (certainty && quotes.certainty[index] !== certainties) return false;
      if (source && sourceOf(index) !== source) return false;
      if (wanted && !(who >= 0 && wanted[who])) return false;
      if (days && !within(articles.date[quotes.article[index]], from, to)) return false;
      return !needle || quoteText(index).includes(needle) || (who >= 0 && speakerText(who).includes(needle));
    });
  },
  row: (index, { q = "" }) => quoteCard(index, fold(q.trim()), true),
  found: (length) => t("found.quotes", number(length)),
});

/** What a quote's chips say beside its words. */
function chips(index) {
  const chips = [];
  const cueClass = quotes.class[index];
  if (cueClass >= 0) chips.push(["class", word("class", data.classes[cueClass])]);
  chips.push(["kind", word("kind", data.kinds[quotes.kind[index]])]);
  const certainty = data.certainties[quotes.certainty[index]];
  if (certainty !== "verbatim" && certainty !== "paraphrase") chips.push(["certainty", word("certainty", certainty)]);
  if (quotes.channel[index] >= 0) chips.push(["channel", word("channel", data.channels[quotes.channel[index]])]);
  return chips;
}

/** A quote in a list; with its article where it stands among others. */
function quoteCard(index, needle, among) {
  const article = quotes.article[index];
  const who = quotes.speaker[index];
  const target = address(`article/${article}`, { quote: index - firstQuote(article) });
  const speaker = who < 0
    ? el("span", { class: "nobody" }, t("nobody"))
    : el("a", { class: "speaker", href: address("quotes", { by: who }) }, ...marked(speakers[who].n, needle));
  const direct = data.kinds[quotes.kind[index]] === "direct";
  const words = el("a", { class: "words", href: target, lang: "it" }, ...marked(quotes.text[index], needle));
  const facts = el("p", { class: "facts" });
  for (const [kind, label] of chips(index)) facts.append(el("span", { class: `chip ${kind}` }, label));
  if (among && quotes.group[index] >= 0) {
    facts.append(el("a", { class: "chip", href: address("quotes", { group: quotes.group[index] }) }, t("also")));
  }
  if (among) {
    const from = [articles.date[article], articles.title[article]].filter(Boolean).join(" · ");
    facts.append(el("span", { class: "from", lang: "it" }, from));
  }
  return el("li", { class: "quote", "data-quote": index },
    el("p", { class: "by" }, speaker, quotes.cue[index] ? el("span", { class: "verb", lang: "it" }, ` ${quotes.cue[index]}`) : null),
    el("blockquote", { class: direct ? "direct" : null }, words),
    facts);
}

/** Who is filtered for: name, role, and what can be said of them. */
function showWho({ by = "", group = "" }) {
  const box = $(".who", quoteList.root);
  box.replaceChildren();
  box.hidden = by === "" && group === "";
  if (box.hidden) return;
  const clear = el("button", { type: "button" }, t("clear.speaker"));
  clear.addEventListener("click", () => {
    quoteList.go({ by: "", group: "", page: "" });
    showWho({});
    $("input", quoteList.form).focus();
  });
  if (by === "" || !speakers[by]) {
    box.append(el("p", {}, t("group")), clear);
    return;
  }
  const who = speakers[by];
  const facts = [who.t ? word("type", who.t) : t(who.a ? "source.anonymous" : "described"), who.g ? word("gender", who.g) : null, t("n.quotes", number(who.q)), t("n.articles", number(who.c))];
  box.append(
    el("div", {},
      el("h3", { tabindex: "-1" }, who.n),
      who.r ? el("p", { class: "role", lang: "it" }, who.r) : null,
      el("p", { class: "note" }, facts.filter(Boolean).join(" · ")),
      who.l ? el("p", { class: "note" }, t("aliases", who.l.slice(0, 12).join(", "))) : null),
    clear);
}

/** The quotes found, as a table for a spreadsheet. */
function save() {
  const cell = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const head = ["article", "date", "title", "speaker", "source", "quote", "cue", "class", "kind", "certainty", "confidence"];
  const lines = quoteList.rows.map((index) => {
    const article = quotes.article[index];
    return [articles.id[article], articles.date[article], articles.title[article], quotes.speaker[index] < 0 ? "" : nameOf(index), sourceOf(index), quotes.text[index], quotes.cue[index], data.classes[quotes.class[index]], data.kinds[quotes.kind[index]], data.certainties[quotes.certainty[index]], quotes.confidence[index] / 100].map(cell).join(",");
  });
  const blob = new Blob([`\ufeff${[head.join(","), ...lines].join("\r\n")}\r\n`], { type: "text/csv" });
  const link = el("a", { href: URL.createObjectURL(blob), download: "quotes.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
