// Full-text search without a server. The index says in which bodies a key may stand (docs/search.md); whether the words
// really stand there is read from the body's own file. Nothing leaves the site.
"use strict";
(() => {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const root = form.dataset.root;
  const files = +form.dataset.files;
  const total = +form.dataset.total;
  const words = JSON.parse(form.dataset.labels);
  const input = form.querySelector("input");
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const PAGE = 10, BATCH = 5, MOST = 40, FIRST = 3, AROUND = 40;
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const quoted = (text) => (/[“”]/.test(text) ? `「${text}」` : `“${text}”`);
  const el = (name, content, attributes = {}) => {
    const node = document.createElement(name);
    if (content !== undefined && content !== null) node.append(...[content].flat());
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // A text as it is looked up: each character by itself in its plain form, no punctuation, symbols or white space.
  const DROPPED = /[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}]/gu;
  const known = new Map();
  const foldOne = (c) => {
    let folded = known.get(c);
    if (folded === undefined) known.set(c, folded = c.normalize("NFKC").toLowerCase().replace(DROPPED, ""));
    return folded;
  };
  const fold = (text) => { let out = ""; for (const c of text) out += foldOne(c); return out; };
  const plain = (text) => { let out = ""; for (const c of text) out += c.normalize("NFKC").toLowerCase(); return out; };
  const keysOf = (word) => {
    if (word.length === 1) return [word.charCodeAt(0)];
    const keys = new Set();
    for (let i = 0; i + 1 < word.length; i++) keys.add((word.charCodeAt(i) | word.charCodeAt(i + 1) << 16) >>> 0);
    return [...keys];
  };

  // What is looked for: words, each folded; a query of signs alone is looked for as it stands.
  const queryOf = (text) => {
    const typed = text.split(/\s+/u).filter(Boolean);
    const folded = [...new Set(typed.map(fold).filter(Boolean))];
    if (folded.length) return { text, words: folded, phrase: typed.map(fold).join(""), fold: foldOne };
    const signs = [...new Set(typed.map(plain).filter(Boolean))];
    return { text, words: signs, phrase: "", fold: plain, signs: true };
  };

  // Files of the index, read once; the browser asks whether its copy is still right.
  const kept = new Map();
  const read = (address, kind) => {
    if (!kept.has(address)) {
      const answer = fetch(root + address, { cache: "no-cache" }).then((r) => {
        if (r.status === 404) return null;
        if (!r.ok) throw new Error(address);
        return r[kind]();
      });
      answer.catch(() => kept.delete(address));
      kept.set(address, answer);
    }
    return kept.get(address);
  };

  // The bodies of a key: for each part the numbers of its bodies.
  const bodiesOf = async (key) => {
    const quotient = Math.floor(key / files);
    const tag = (quotient ^ quotient >>> 16) & 0xffff;
    const found = new Map();
    const data = await read(`search/keys/${key % files}.bin`, "arrayBuffer");
    if (!data) return found;
    const bytes = new Uint8Array(data);
    let at = 0;
    const group = () => { let n = 0, shift = 0, b; do { b = bytes[at++]; n |= (b & 127) << shift; shift += 7; } while (b > 127); return n; };
    while (at < bytes.length) {
      const part = String.fromCharCode(...bytes.subarray(at + 1, at += bytes[at] + 1));
      const count = bytes[at] | bytes[at + 1] << 8;
      const end = at + 6 + (bytes[at + 2] | bytes[at + 3] << 8 | bytes[at + 4] << 16 | bytes[at + 5] << 24);
      at += 6;
      const places = new Set();
      while (at < end) {
        const here = (bytes[at] | bytes[at + 1] << 8) === tag;
        at += 2;
        let n = group();
        if (n) { for (let place = 0; n; n--) { place += group(); if (here) places.add(place); } continue; }
        if (here) for (let place = 0; place < count; place++) if (bytes[at + (place >> 3)] >> (place & 7) & 1) places.add(place);
        at += count + 7 >> 3;
      }
      found.set(part, places);
    }
    return found;
  };
  const everyBody = async () => new Map((await read("search/parts.json", "json")).map(([part, n]) => [part, new Set(Array(n).keys())]));
  const both = (a, b) => {
    const found = new Map();
    for (const [part, places] of a) {
      const other = b.get(part);
      const common = other ? [...places].filter((n) => other.has(n)) : [];
      if (common.length) found.set(part, new Set(common));
    }
    return found;
  };
  const listed = (found) => [...found].flatMap(([part, places]) => [...places].sort((a, b) => a - b).map((n) => ({ part, n })));

  // Bodies that may hold the query, those that may hold it as one phrase first; and how many keys each holds.
  const candidates = async (query) => {
    if (query.signs) return { list: listed(await everyBody()), near: [] };
    const keys = [...new Set(query.words.flatMap(keysOf))];
    const phrase = [...new Set(keysOf(query.phrase))];
    const of = new Map(await Promise.all([...new Set([...keys, ...phrase])].map(async (k) => [k, await bodiesOf(k)])));
    const all = (some) => some.map((k) => of.get(k)).reduce(both);
    const list = listed(all(keys));
    const sure = new Set(query.words.length > 1 ? listed(all(phrase)).map((b) => b.part + "\n" + b.n) : []);
    list.sort((a, b) => sure.has(b.part + "\n" + b.n) - sure.has(a.part + "\n" + a.n));
    const counts = new Map();
    if (keys.length > 1) for (const k of keys) for (const b of listed(of.get(k))) {
      const name = b.part + "\n" + b.n;
      if (!counts.has(name)) counts.set(name, { ...b, count: 0 });
      counts.get(name).count++;
    }
    const near = [...counts.values()].filter((b) => b.count * 2 >= keys.length).sort((a, b) => b.count - a.count).slice(0, PAGE);
    return { list, near };
  };
  const bodyAt = async ({ part, n }) => {
    const slugs = await read(`search/parts/${part}.json`, "json");
    return slugs && slugs[n] ? read(`bodies/${slugs[n]}/body.json`, "json") : null;
  };

  // The passages of a body that can be opened by themselves.
  const passagesOf = (body) => [
    { anchor: "", title: body.name, text: "", what: [body.short_name, ...body.region].join("\n") },
    ...body.reports.flatMap((report) => [
      { anchor: report.report, title: report.title, text: "", what: report.publisher },
      ...report.findings.map((f) => ({ anchor: f.anchor, title: f.label + f.title, text: f.text, status: f.status })),
      ...report.passages.map((p) => ({ anchor: p.anchor, title: p.heading, text: p.text })),
    ]),
  ];
  const mapped = (text, foldWith) => {
    let out = "";
    const at = [];
    let i = 0;
    for (const c of text) {
      const folded = c === "\n" ? c : foldWith(c);
      for (let k = 0; k < folded.length; k++) at.push(i);
      out += folded;
      i += c.length;
    }
    at.push(i);
    return { text, out, at };
  };
  // Where words stand in a text, as [start, end) of the text as printed.
  const standing = (m, some) => {
    const found = [];
    for (const word of some) for (let i = m.out.indexOf(word); i >= 0; i = m.out.indexOf(word, i + word.length)) {
      const last = m.at[i + word.length - 1];
      found.push([m.at[i], last + String.fromCodePoint(m.text.codePointAt(last)).length]);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.reduce((all, [start, end]) => {
      const before = all[all.length - 1];
      if (before && start < before[1]) before[1] = Math.max(before[1], end); else all.push([start, end]);
      return all;
    }, []);
  };
  // How well a passage fits: 2 as one phrase, 1 all words, 0 not at all.
  const fits = (query, ...texts) => {
    if (query.words.length > 1 && query.phrase && texts.some((m) => m.out.includes(query.phrase))) return 2;
    return query.words.every((word) => texts.some((m) => m.out.includes(word))) ? (query.words.length > 1 ? 1 : 2) : 0;
  };
  const hitsIn = (body, query) => {
    const hits = [];
    for (const passage of passagesOf(body)) {
      const title = mapped(passage.title, query.fold), text = mapped(passage.text, query.fold);
      const rest = passage.what ? [mapped(passage.what, query.fold)] : [];
      const how = fits(query, title, text, ...rest);
      if (how) hits.push({ passage, title, text, how, some: how === 2 && query.words.length > 1 ? [query.phrase] : query.words });
    }
    return hits.sort((a, b) => b.how - a.how);
  };
  // Where nothing fits: passages with most of the query's pairs of characters.
  const nearIn = (body, query) => {
    const pairs = [...new Set(query.words.flatMap((w) => w.length < 3 ? [w] : [...Array(w.length - 1).keys()].map((i) => w.slice(i, i + 2))))];
    const hits = passagesOf(body).map((passage) => {
      const title = mapped(passage.title, query.fold), text = mapped(passage.text, query.fold);
      const some = pairs.filter((pair) => title.out.includes(pair) || text.out.includes(pair));
      return { passage, title, text, some, how: some.length / pairs.length };
    });
    return hits.filter((h) => h.how >= 0.5).sort((a, b) => b.how - a.how).slice(0, FIRST);
  };

  const marked = (m, from, to, some) => {
    const nodes = [];
    let at = from;
    for (const [start, end] of standing(m, some)) {
      if (start < at || end > to) continue;
      nodes.push(m.text.slice(at, start), el("mark", m.text.slice(start, end)));
      at = end;
    }
    nodes.push(m.text.slice(at, to));
    return nodes;
  };
  const excerpt = (m, some) => {
    const places = standing(m, some);
    if (!places.length) return null;
    let from = Math.max(0, places[0][0] - AROUND / 2), to = Math.min(m.text.length, Math.max(places[0][1], from + 2 * AROUND));
    if (from && /[\udc00-\udfff]/.test(m.text[from])) from--;
    if (/[\udc00-\udfff]/.test(m.text[to] || "")) to++;
    return el("p", [from ? "…" : "", ...marked(m, from, to, some), to < m.text.length ? "…" : ""], { class: "cut", lang: "zh-Hans" });
  };
  const item = (slug, hit) => {
    const { passage, title, text, some } = hit;
    const href = `${root}bodies/${slug}/index.html` + (passage.anchor ? "#" + encodeURIComponent(passage.anchor) : "");
    const head = passage.title ? marked(title, 0, passage.title.length, some) : [words.body];
    const node = el("li", el("p", el("a", head, { href }), { class: "row-title", lang: "zh-Hans" }), { class: "row" + (passage.status ? " s-" + passage.status : "") });
    const cut = excerpt(text, some);
    if (cut) node.append(cut);
    if (passage.status) node.append(el("p", el("span", words.status[passage.status], { class: "badge s-" + passage.status }), { class: "by" }));
    return node;
  };
  const block = (body, hits) => {
    const link = el("a", body.short_name, { href: `${root}bodies/${body.body}/index.html` });
    const place = [...new Set(body.region)].join(" ");
    const box = el("section", [el("h2", link, { lang: "zh-Hans" }), el("p", place, { class: "by", lang: "zh-Hans" })], { class: "panel result" });
    box.append(el("ul", hits.slice(0, FIRST).map((hit) => item(body.body, hit)), { class: "rows" }));
    if (hits.length > FIRST) {
      const more = el("ul", undefined, { class: "rows" });
      const details = el("details", [el("summary", say("others", { n: hits.length - FIRST })), more]);
      details.addEventListener("toggle", () => { if (!more.firstChild) more.append(...hits.slice(FIRST).map((hit) => item(body.body, hit))); });
      box.append(details);
    }
    return box;
  };

  // One page: bodies from place `from` of the list until enough of them hold the query.
  const collect = async (list, from, find, most) => {
    const found = [];
    let at = from;
    while (at < list.length && found.length < PAGE && at - from < most) {
      const some = list.slice(at, at + Math.min(BATCH, PAGE - found.length));
      const bodies = await Promise.all(some.map(bodyAt));
      for (const body of bodies) {
        const hits = body ? find(body) : [];
        if (hits.length) found.push({ body, hits });
      }
      at += some.length;
    }
    return { found, at };
  };
  let run = 0;
  const show = async (text, from, focus) => {
    const mine = ++run;
    results.replaceChildren();
    const query = queryOf(text);
    if (location.protocol === "file:") { status.textContent = words.file; return; }
    if (!query.words.length) { status.textContent = words.empty; return; }
    status.textContent = words.wait;
    try {
      const { list, near } = await candidates(query);
      let { found, at } = await collect(list, from, (body) => hitsIn(body, query), MOST);
      const values = { q: quoted(text.trim()), total, bodies: list.length, shown: found.length, hits: found.reduce((n, f) => n + f.hits.length, 0), checked: at, left: list.length - at };
      let line = !from && at >= list.length ? "foundAll" : "found";
      if (!found.length && at < list.length) line = "far";
      else if (!found.length && !from) {
        ({ found } = await collect(near, 0, (body) => nearIn(body, query), PAGE));
        line = found.length ? "near" : "none";
      }
      if (mine !== run) return;
      found.sort((a, b) => b.hits[0].how - a.hits[0].how);
      status.textContent = say(line, values);
      results.replaceChildren(...found.map((f) => block(f.body, f.hits)), pager(text, from, at, list.length, found.length));
      if (focus) status.focus();
    } catch {
      if (mine === run) status.textContent = words.fail;
    }
  };
  const address = (text, from) => "?" + new URLSearchParams(from ? { q: text, from } : { q: text });
  const pager = (text, from, at, all, found) => {
    const links = [];
    if (from) links.push([0, words.first]);
    if (at < all) links.push([at, found ? words.more : words.on]);
    const made = links.map(([to, label]) => {
      const a = el("a", label, { class: "go", href: address(text, to) });
      a.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(text, to);
      });
      return a;
    });
    return el("p", made.flatMap((a) => [a, " "]), { class: "pager" });
  };
  const go = (text, from) => {
    history.pushState(null, "", address(text, from));
    scrollTo(0, 0);
    show(text, from, from > 0);
  };
  const fromAddress = () => {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get("q") || "";
    const from = Number.parseInt(asked.get("from"), 10);
    if (input.value.trim()) show(input.value, from > 0 ? from : 0, false);
    else { run++; results.replaceChildren(); status.textContent = location.protocol === "file:" ? words.file : ""; }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); go(input.value, 0); });
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
