// The browser's side of the preview: reload, swap style sheets, keep the place, show what is wrong.
(() => {
  "use strict";
  const place = "disclosure-preview:" + location.pathname;
  const built = Number(document.currentScript.dataset.build);
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    const [x, y] = kept.split(" ").map(Number);
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    addEventListener("DOMContentLoaded", back, { once: true });
    addEventListener("load", () => { back(); history.scrollRestoration = "auto"; }, { once: true });
  }
  let overlay = null;
  const show = (problems, title) => {
    overlay?.remove();
    overlay = null;
    if (!problems.length) return;
    overlay = document.createElement("disclosure-problems");
    overlay.setAttribute("role", "alert");
    const root = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = ":host{position:fixed;inset:0 0 auto;z-index:2147483647;max-height:60vh;overflow:auto;background:#fff4f4;color:#5a0000;" +
      "border-bottom:4px solid #b00020;font:16px/1.6 system-ui,sans-serif;padding:12px 20px;box-shadow:0 2px 12px #0006}" +
      "h2{font-size:18px;margin:0 0 4px}ol{margin:0;padding-left:1.5em}li{overflow-wrap:anywhere}";
    const head = document.createElement("h2");
    head.textContent = title;
    const list = document.createElement("ol");
    for (const line of problems) list.appendChild(document.createElement("li")).textContent = line;
    root.append(style, head, list);
    document.documentElement.append(overlay);
  };
  const reload = () => {
    sessionStorage.setItem(place, scrollX + " " + scrollY);
    location.reload();
  };
  const restyle = (paths, number) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin || !paths.includes(url.pathname.slice(1))) continue;
      url.searchParams.set("preview", number);
      const next = link.cloneNode();
      next.href = url.href;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  };
  let seen = built, wait = 100;
  const connect = () => {
    const socket = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/livereload");
    socket.onopen = () => {
      wait = 100;
      socket.send(JSON.stringify({ command: "hello", path: location.pathname, build: seen }));
    };
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.command === "reload") return reload();
      if (message.command === "css") restyle(message.paths, message.build);
      if (message.problems) show(message.problems, message.title);
      if (message.build) seen = message.build;
    };
    socket.onclose = () => {
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 2000);
    };
  };
  connect();
})();
