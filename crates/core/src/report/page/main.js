// Which view the address asks for, and the keys.

const VIEWS = ["overview", "speakers", "quotes", "articles", "article", "about"];
const lists = { speakers: speakerList, quotes: quoteList, articles: articleList };
let back = "#/articles", current = null;

/** The view, what follows it, and the settings of the address. */
function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, rest = ""] = path.split("/");
  return { view: VIEWS.includes(view) ? view : "overview", rest, settings: Object.fromEntries(new URLSearchParams(query)) };
}

function show(event) {
  if (location.hash === "#main") return;
  const old = event?.oldURL?.split("#/")[1];
  if (old && lists[old.split(/[/?]/)[0]]) back = `#/${old}`;
  const { view, rest, settings } = route();
  const changed = current !== null && current !== `${view}/${rest}`;
  current = `${view}/${rest}`;
  for (const name of VIEWS) document.getElementById(name).hidden = name !== view;
  for (const link of $$("header nav a")) {
    const here = link.getAttribute("href") === `#/${view === "article" ? "articles" : view}`;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (lists[view]) {
    lists[view].show(settings);
    if (view === "quotes") showWho(settings);
  }
  if (view === "article" && articles.title[rest] !== undefined) showArticle(Number(rest), settings, back);
  const target = view === "overview" && rest ? document.getElementById(rest) : null;
  if (target) target.scrollIntoView();
  else if (settings.quote === undefined) scrollTo(0, 0);
  if (changed) {
    const heading = view === "article" ? $("h2", articleView) : document.getElementById("main");
    heading.focus({ preventScroll: true });
  }
}

/** Moves among the rows of the list that is shown; from its search field to the first. */
function step(by) {
  const list = $(".view:not([hidden]) .list");
  const links = $$(list?.closest("aside") ? ".words" : "a.row, a.words", list ?? document.body);
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement?.tagName !== "INPUT" && document.activeElement?.id !== "main") return false;
  if (at < 0 && by < 0) return false;
  const to = at + by;
  if (to < 0) $(".view:not([hidden]) input")?.focus();
  else links[Math.min(to, links.length - 1)].focus();
  return true;
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, select, textarea");
  const dates = event.target.type === "date";
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !dates && field?.tagName !== "SELECT") {
    if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  const { view } = route();
  if (event.key === "Escape" && view === "article") {
    location.hash = back;
    return;
  }
  if (field) return;
  if (event.key === "/") {
    event.preventDefault();
    if (!lists[view]) {
      history.pushState(null, "", "#/quotes");
      show();
    }
    $("input", (lists[view] ?? quoteList).form).focus();
  }
  if (view === "article" && (event.key === "n" || event.key === "p")) {
    const target = $(`[data-do=${event.key === "n" ? "next" : "previous"}]`, articleView).getAttribute("href");
    if (target) location.hash = target;
  }
}

/** In the picture, what a node is linked to stands out while it is pointed at. */
function network() {
  const picture = $(".network");
  if (!picture) return;
  const light = (node) => {
    picture.classList.toggle("lit", node !== null);
    const near = new Set([node]);
    for (const edge of $$(".edge", picture)) {
      const { a, b } = edge.dataset;
      const on = a === node || b === node;
      edge.classList.toggle("on", on);
      if (on) near.add(a).add(b);
    }
    for (const other of $$(".node", picture)) other.classList.toggle("on", near.has(other.dataset.n));
  };
  for (const node of $$(".node", picture)) {
    for (const event of ["pointerenter", "focus"]) node.addEventListener(event, () => light(node.dataset.n));
    for (const event of ["pointerleave", "blur"]) node.addEventListener(event, () => light(null));
  }
}

const any = ["", t("any")];
const worded = (list, names) => [any, ...names.map((name) => [name, word(list, name)])];
options($("[name=source]", quoteList.form), worded("source", ["named", "anonymous", "nobody"]));
options($("[name=class]", quoteList.form), [any, ...data.classes.map((name) => [name, word("class", name)]).sort((a, b) => a[1].localeCompare(b[1], data.language)), ["none", t("class.none")]]);
options($("[name=kind]", quoteList.form), worded("kind", data.kinds));
options($("[name=certainty]", quoteList.form), worded("certainty", data.certainties));
options($("[name=is]", speakerList.form), [any, ["person", word("type", "person")], ["female", word("gender", "female")], ["male", word("gender", "male")], ["organization", word("type", "organization")], ["gpe", word("type", "gpe")], ["described", t("described")], ["anonymous", t("source.anonymous")]]);
options($("[name=sort]", speakerList.form), [["", t("sort.quotes")], ["articles", t("sort.articles")], ["name", t("sort.name")]]);
$("[data-do=clear]").addEventListener("click", () => {
  location.hash = address("quotes");
  quoteList.form.reset();
  $("input", quoteList.form).focus();
});
$("[data-do=save]").addEventListener("click", save);
articleView.addEventListener("click", (event) => {
  const words = event.target.closest(".q[data-quote]");
  if (words) point(Number(words.dataset.quote));
});
document.addEventListener("keydown", keys);
addEventListener("hashchange", show);
network();
show();
later(() => prepare());
