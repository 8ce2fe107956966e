// Lists: filters in the address, so that every view can be kept and gone back to; a page at a time.

/** The address of a view with these settings; empty ones are left out. */
function address(view, settings = {}) {
  const query = new URLSearchParams(Object.entries(settings).filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== false));
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ""}`;
}

/** Text in which every place that holds the words searched for is marked. */
function marked(text, needle) {
  if (!needle) return [text];
  // Folding keeps the number of letters of composed text; where it does not, nothing is marked.
  const plain = fold(text);
  if (plain.length !== text.length) return [text];
  const parts = [];
  let at = 0;
  for (let hit = plain.indexOf(needle); hit >= 0; hit = plain.indexOf(needle, at)) {
    parts.push(text.slice(at, hit), el("mark", {}, text.slice(hit, hit + needle.length)));
    at = hit + needle.length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Options of a select: value and label. */
function options(select, rows) {
  select.replaceChildren(...rows.map(([value, label]) => el("option", { value }, label)));
}

/** A view with a form of filters and a paged list. */
class List {
  constructor(id, { find, row, found, extra = [] }) {
    this.id = id;
    this.root = document.getElementById(id);
    this.form = $("form", this.root);
    this.find = find;
    this.row = row;
    this.found = found;
    this.extra = extra;
    let waiting = 0;
    const change = (delay) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.go({ page: "" }), delay);
    };
    this.form.addEventListener("input", (event) => change(event.target.type === "search" ? 90 : 0));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      change(0);
    });
  }

  /** What the form says, with what stands only in the address. */
  settings() {
    const settings = Object.fromEntries(new FormData(this.form));
    for (const key of this.extra) settings[key] = this.kept?.[key];
    return settings;
  }

  /** Shows the list with other settings, in the same entry of the history. */
  go(changes) {
    const target = address(this.id, { ...this.settings(), ...changes });
    history.replaceState(null, "", target);
    this.show(Object.fromEntries(new URLSearchParams(target.split("?")[1] ?? "")));
  }

  /** Fills form and list from the settings of an address. */
  show(settings) {
    this.kept = settings;
    for (const field of this.form.elements) {
      if (!field.name || field === document.activeElement) continue;
      if (field.type === "checkbox") field.checked = settings[field.name] === field.value;
      else field.value = settings[field.name] ?? "";
    }
    const rows = this.find(settings);
    this.rows = rows;
    const last = Math.max(1, Math.ceil(rows.length / PAGE));
    const page = Math.min(last, Math.max(1, Number(settings.page) || 1));
    const start = (page - 1) * PAGE;
    const shown = rows.slice(start, start + PAGE);
    const list = $(".list", this.root);
    list.start = start + 1;
    list.replaceChildren(...shown.map((row) => this.row(row, settings)));
    $(".found", this.root).textContent = this.found(rows.length);
    this.pager(page, last, settings);
  }

  pager(page, last, settings) {
    const turn = (to, label) => el("a", { href: to >= 1 && to <= last ? address(this.id, { ...settings, page: to }) : null, role: to >= 1 && to <= last ? null : "link", "aria-disabled": to >= 1 && to <= last ? null : "true" }, label);
    const pager = $(".pager", this.root);
    pager.replaceChildren();
    if (last > 1) pager.append(turn(page - 1, t("previous")), el("span", {}, t("page", number(page), number(last))), turn(page + 1, t("next")));
  }
}

/** The numbers from 0 that pass. */
function numbers(length, passes) {
  const found = [];
  for (let index = 0; index < length; index += 1) if (passes(index)) found.push(index);
  return found;
}

const speakerList = new List("speakers", {
  find({ q = "", is = "", sort = "" }) {
    const needle = fold(q.trim());
    const passes = (index) => {
      const who = speakers[index];
      if (is === "female" || is === "male") { if (who.g !== is) return false; }
      else if (is === "anonymous") { if (!who.a) return false; }
      else if (is === "described") { if (who.t || who.a) return false; }
      else if (is && who.t !== is) return false;
      return !needle || speakerText(index).includes(needle);
    };
    const found = numbers(speakers.length, passes);
    if (sort === "name") found.sort((a, b) => speakers[a].n.localeCompare(speakers[b].n, data.language));
    if (sort === "articles") found.sort((a, b) => speakers[b].c - speakers[a].c || a - b);
    return found;
  },
  row(index, { q = "" }) {
    const who = speakers[index];
    const width = Math.max(1, (100 * who.q) / speakers[0].q);
    return el("li", {},
      el("a", { class: "row", href: address("quotes", { by: index }) },
        el("span", { class: "name" }, el("b", {}, ...marked(who.n, fold(q.trim()))), who.r ? el("small", { lang: "it" }, who.r) : null, who.a ? el("small", {}, t("source.anonymous")) : null),
        el("span", { class: "track" }, el("i", { class: who.a ? "anonymous" : null, style: `width:${width}%` })),
        el("span", { class: "count" }, t("n.quotes", number(who.q))),
        el("span", { class: "share" }, t("n.articles", number(who.c)))));
  },
  found: (length) => t("found.speakers", number(length)),
});

const articleList = new List("articles", {
  find({ q = "", from = "", to = "", claims = "" }) {
    const needle = fold(q.trim());
    const wanted = new Set(needle ? numbers(speakers.length, (index) => speakerText(index).includes(needle)) : []);
    return numbers(articles.title.length, (index) => {
      if (!within(articles.date[index], from, to)) return false;
      if (claims && !articles.claims[index]) return false;
      if (!needle || articleText(index).includes(needle)) return true;
      for (let quote = firstQuote(index); quote < endOfQuotes(index); quote += 1) {
        if (wanted.has(quotes.speaker[quote])) return true;
      }
      return false;
    });
  },
  row(index, { q = "" }) {
    const names = new Set();
    for (let quote = firstQuote(index); quote < endOfQuotes(index); quote += 1) {
      if (quotes.speaker[quote] >= 0) names.add(nameOf(quote));
    }
    const shown = [...names].slice(0, 4).join(", ") + (names.size > 4 ? ` +${names.size - 4}` : "");
    const facts = [articles.date[index], articles.id[index], t("n.quotes", number(endOfQuotes(index) - firstQuote(index)))];
    if (articles.claims[index]) facts.push(t("n.claims", number(articles.claims[index])));
    return el("li", {},
      el("a", { class: "row title", href: address(`article/${index}`) },
        el("b", { lang: "it" }, ...marked(articles.title[index], fold(q.trim()))),
        el("small", {}, facts.filter(Boolean).join(" · ")),
        el("small", {}, shown)));
  },
  found: (length) => t("found.articles", number(length)),
});

/** Whether a day lies in a stretch; without a day only where none is asked for. */
function within(day, from, to) {
  if (!from && !to) return true;
  return Boolean(day) && (!from || day >= from) && (!to || day <= to);
}
