// Makes complete pages more comfortable: nothing here is needed to read one. No request leaves the site.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const el = (name, text, attributes = {}) => {
    const node = document.createElement(name);
    if (text !== undefined && text !== null) node.append(text);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const quoted = (text) => (/[“”]/.test(text) ? `「${text}」` : `“${text}”`);
  const remember = (key, value) => { try { value === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* not allowed: it is only not remembered */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  // A served page shows its short address, so that a copied one stays valid.
  if (/^https?:$/.test(location.protocol) && location.pathname.endsWith("/index.html")) {
    history.replaceState(null, "", location.pathname.slice(0, -10) + location.search + location.hash);
  }

  // Large text, remembered.
  const large = document.querySelector("button[data-large]");
  const setLarge = (on) => { root.toggleAttribute("data-large", on); large.setAttribute("aria-pressed", on); };
  large.hidden = false;
  setLarge(recall("large") === "1");
  large.addEventListener("click", () => {
    const on = !root.hasAttribute("data-large");
    setLarge(on);
    remember("large", on ? "1" : undefined);
  });

  // A search needs the script.
  for (const form of all("form.search")) form.hidden = false;

  // That a table goes on to the right is said only where it does.
  const tables = new ResizeObserver((seen) => { for (const { target } of seen) { const hint = target.previousElementSibling; hint.classList.add("many"); hint.hidden = target.scrollWidth <= target.clientWidth; } });
  for (const table of all(".swipe + .scroll")) tables.observe(table);

  // The feedback window, by the calendar day in China at the time of reading.
  const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
  const lastDay = (d) => d.length > 7 ? d : new Date(Date.UTC(+d.slice(0, 4), +d.slice(5, 7), 0)).toISOString().slice(0, 10);
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);
  for (const box of all(".window[data-opens],.window[data-closes]")) {
    const now = today();
    const opens = box.dataset.opens && (box.dataset.opens.length > 7 ? box.dataset.opens : box.dataset.opens + "-01");
    const closes = box.dataset.closes && lastDay(box.dataset.closes);
    const out = box.querySelector(".window-state");
    const say = (state, key, n) => { box.dataset.state = state; out.textContent = out.dataset[key].replace("{n}", n); };
    if (opens && now < opens) say("soon", "soon", days(now, opens));
    else if (closes && now > closes) say("closed", "closed");
    else if (closes === now) say("open", "last");
    else if (closes) say("open", "open", days(now, closes) + 1);
    else say("open", "from");
  }

  // Copy, cite and share a finding.
  const toast = document.querySelector(".toast");
  const tell = (text) => { toast.textContent = text; setTimeout(() => { toast.textContent = ""; }, 2600); };
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed here: the old way */ }
    const area = el("textarea", text, { readonly: "", class: "vh" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const acts = document.getElementById("acts");
  if (acts) {
    const canonical = document.querySelector("link[rel=canonical]");
    const address = (id) => (canonical ? canonical.href : location.href.split("#")[0]) + "#" + id;
    for (const card of all(".finding")) card.querySelector(".f-links").append(acts.content.cloneNode(true));
    if (navigator.share) for (const button of all("[data-do=share]")) button.hidden = false;
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-do]");
      if (!button) return;
      const card = button.closest(".finding");
      const url = address(card.id);
      const cite = `${quoted(card.dataset.title)}（第 ${card.dataset.id} 项），${card.closest(".report").dataset.cite}，${url}`;
      if (button.dataset.do === "share") {
        try { await navigator.share({ title: card.dataset.title, text: cite, url }); } catch { /* the reader changed their mind */ }
        return;
      }
      tell(await copy(button.dataset.do === "link" ? url : cite) ? toast.dataset.done : toast.dataset.fail);
    });
  }

  // The table of contents follows the reader; on a phone it starts closed.
  const narrow = matchMedia("(max-width: 63.99rem)").matches;
  for (const box of all(".toc details")) { box.open = !narrow; box.dataset.set = ""; }
  const entries = new Map(all(".toc a").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const places = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (places.length && "IntersectionObserver" in window) {
    let current;
    const follow = () => {
      const line = innerHeight * 0.25;
      let found;
      for (const place of places) { if (place.getBoundingClientRect().top <= line) found = place; else if (found) break; }
      if (found === current) return;
      if (current) entries.get(current.id).removeAttribute("aria-current");
      current = found;
      if (!found) return;
      const a = entries.get(found.id);
      a.setAttribute("aria-current", "true");
      const box = a.closest(".toc");
      if (box.scrollHeight > box.clientHeight) {
        const up = a.getBoundingClientRect().top - box.getBoundingClientRect().top;
        if (up < 0 || up > box.clientHeight - 60) box.scrollTop += up - box.clientHeight / 2;
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; follow(); });
    }, { passive: true });
    requestAnimationFrame(follow);
  }

  // Filter the rows of a page.
  for (const box of all("[data-filter]")) {
    const rows = [...document.getElementById(box.dataset.filter).children];
    let texts;
    const out = box.querySelector("[data-found]");
    if (rows.length < 2) { box.remove(); continue; }
    box.hidden = false;
    box.querySelector("input").addEventListener("input", (event) => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      texts ||= rows.map((row) => row.textContent.toLowerCase());
      rows.forEach((row, i) => { row.hidden = !words.every((word) => texts[i].includes(word)); shown += !row.hidden; });
      out.textContent = words.length ? out.dataset.found.replace("{n}", shown) : "";
    });
  }

  // Sort a table by a column; what is not stated stands last either way.
  const value = (row, i) => {
    const text = row.cells[i].textContent.trim();
    if (row.cells[i].dataset.value) return +row.cells[i].dataset.value;
    if (!text || text.endsWith("—")) return null;
    return /^-?\d/.test(text) && !/^\d{4}-\d\d/.test(text) ? parseFloat(text) : text;
  };
  const order = (a, b) => (typeof a === typeof b ? (typeof a === "number" ? a - b : a.localeCompare(b, "zh")) : typeof a === "number" ? -1 : 1);
  for (const head of all("th[data-sort]")) {
    const small = head.querySelector("small");
    const button = el("button", null, { type: "button" });
    button.append(...[...head.childNodes].filter((node) => node !== small));
    head.prepend(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of all("th[aria-sort]", head.parentNode)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = head.closest("table").tBodies[0];
      const rows = [...body.rows].map((row) => [value(row, head.cellIndex), row]);
      rows.sort(([a], [b]) => a === b ? 0 : a === null ? 1 : b === null ? -1 : order(a, b) * (up ? 1 : -1));
      body.append(...rows.map(([, row]) => row));
    });
  }

  // Side by side: the bodies named in the address, from their data files.
  const beside = document.getElementById("beside");
  const slugs = [...new Set(new URLSearchParams(location.search).getAll("b"))].filter((s) => /^[a-z0-9-]+$/.test(s));
  // Bodies picked on one page are still picked on the next.
  const picks = new Map();
  const bar = el("div", null, { class: "picks", role: "status" });
  const showPicks = () => {
    try { sessionStorage.setItem("picks", JSON.stringify([...picks])); } catch { /* not allowed: they are only not remembered */ }
    for (const box of all("input[name=b]")) box.checked = picks.has(box.value);
    root.classList.toggle("has-picks", picks.size > 0);
    bar.replaceChildren();
    if (!picks.size) return;
    const words = JSON.parse(beside.dataset.labels);
    const go = el("a", words.go, { class: "go", href: `${beside.dataset.root}compare/index.html?` + [...picks.keys()].map((slug) => "b=" + slug).join("&") });
    const clear = el("button", words.clear, { type: "button", class: "tool" });
    clear.addEventListener("click", () => { picks.clear(); showPicks(); });
    bar.append(el("p", `${words.picked.replace("{n}", picks.size)}${[...picks.values()].join("、")}`), go, clear);
  };
  if (beside) {
    try { for (const [slug, name] of JSON.parse(sessionStorage.getItem("picks")) || []) picks.set(slug, name); } catch { /* none remembered */ }
    for (const box of all("input[name=b]")) {
      const name = box.closest("tr").querySelector("th a").textContent;
      if (box.checked) picks.set(box.value, name);
      box.addEventListener("change", () => { box.checked ? picks.set(box.value, name) : picks.delete(box.value); showPicks(); });
      box.form.onsubmit = (event) => { event.preventDefault(); if (picks.size) bar.querySelector("a").click(); };
    }
    beside.parentNode.append(bar);
    if (slugs.length) showBeside(slugs); else showPicks();
  }
  async function showBeside(chosen) {
    const words = JSON.parse(beside.dataset.labels);
    beside.hidden = false;
    beside.className = "panel";
    const note = el("p", words.wait, { role: "status" });
    beside.replaceChildren(el("h2", words.title), note);
    if (location.protocol === "file:") { note.textContent = words.file; return; }
    const read = async (slug) => {
      const answer = await fetch(`${beside.dataset.root}bodies/${slug}/body.json`);
      if (!answer.ok) throw new Error(slug);
      return answer.json();
    };
    const results = await Promise.allSettled(chosen.map(read));
    const bodies = results.map((r, i) => ({ slug: chosen[i], data: r.value })).filter((b) => b.data);
    const failed = chosen.filter((_, i) => results[i].status === "rejected");
    note.textContent = failed.length ? words.fail.replace("{name}", failed.join(", ")) : "";
    if (bodies.length) beside.append(el("p", words.swipe, { class: "note swipe" }), besideTable(bodies, words));
    picks.clear();
    for (const b of bodies) picks.set(b.slug, b.data.short_name || b.data.name);
    showPicks();
  }
  function besideTable(bodies, words) {
    const newest = bodies.map((b) => b.data.reports[0] || {});
    const table = el("table");
    const head = table.createTHead().insertRow();
    head.append(el("td"));
    for (const b of bodies) {
      const cell = el("th", el("a", b.data.short_name || b.data.name, { href: `${beside.dataset.root}bodies/${b.slug}/index.html` }), { scope: "col", lang: "zh-Hans" });
      const rest = bodies.filter((o) => o !== b).map((o) => "b=" + o.slug).join("&");
      const away = el("a", words.remove, { href: rest ? "?" + rest : location.pathname });
      if (!rest) away.addEventListener("click", () => { picks.clear(); showPicks(); });
      cell.append(el("small", away));
      head.append(cell);
    }
    const body = table.createTBody();
    const line = (name, cell) => {
      const row = body.insertRow();
      row.append(el("th", name, { scope: "row" }));
      newest.forEach((report, i) => { const made = cell(report, bodies[i]); row.append(el("td", made === undefined || made === null || made === "" ? words.none : String(made) === made || made.nodeType ? made : String(made))); });
    };
    line(words.region, (r, b) => (b.data.region || []).join(" "));
    line(words.published, (r) => r.published);
    line(words.feedback, (r) => r.inspection && r.inspection.feedback);
    line(words.days, (r) => r.published && r.inspection && (r.inspection.feedback || "").length > 7 ? days(r.inspection.feedback, r.published) : null);
    line(words.total, (r) => r.findings && r.findings.length);
    const states = (r) => r.findings && r.findings.some((f) => f.status !== "unstated");
    for (const [key, name] of Object.entries(words.status)) line(name, (r) => states(r) || key === "unstated" ? (r.findings || []).filter((f) => f.status === key).length : null);
    const used = new Set(newest.flatMap((r) => (r.findings || []).flatMap((f) => f.topics || [])));
    for (const [key, name] of Object.entries(words.topic)) {
      if (!used.has(key)) continue;
      line(name, (r, b) => {
        const list = el("ul");
        for (const f of (r.findings || []).filter((x) => (x.topics || []).includes(key))) {
          const item = el("li", el("a", f.title, { href: `${beside.dataset.root}bodies/${b.slug}/index.html#${r.key || r.report}-${f.id || f.finding}`, lang: "zh-Hans" }));
          item.append(" ", el("span", words.status[f.status], { class: `badge s-${f.status}` }));
          list.append(item);
        }
        return list.children.length ? list : "—";
      });
    }
    table.className = "side-by";
    const scroll = el("div", table, { class: "scroll", role: "region", tabindex: "0", "aria-label": words.title });
    tables.observe(scroll);
    return scroll;
  }
})();
