// Keeps an open page true: when something it shows has changed, its marked parts are fetched again. What a person is
// typing into is never taken away; a line at the top says that there is news instead.
(() => {
  "use strict";
  const topics = new Set();
  let seen = document.body.dataset.change;
  let timer = 0;

  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("input[name=_csrf]").forEach((field) => field.setAttribute("value", ""));
    copy.querySelectorAll("time[data-countdown]").forEach((time) => time.replaceChildren());
    copy.querySelectorAll("details").forEach((details) => details.removeAttribute("open"));
    return copy;
  };

  const isTouched = (part) =>
    [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) => {
      if (field === document.activeElement) return true;
      if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return field.value !== (field.querySelector("[selected]") ?? field.options[0])?.value;
      return field.value !== field.defaultValue;
    });

  const swap = (part, fresh) => {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && (focused.id ? "#" + CSS.escape(focused.id)
      : focused.getAttribute("href") ? "[href=\"" + CSS.escape(focused.getAttribute("href")) + "\"]"
      : focused.form ? "form[action=\"" + CSS.escape(focused.form.getAttribute("action")) + "\"] button" : null);
    const open = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
    part.replaceWith(fresh);
    fresh.querySelectorAll("details > summary").forEach((summary) => {
      if (open.includes(summary.textContent)) summary.parentElement.open = true;
    });
    if (window.htmx) window.htmx.process(fresh);
    if (place) fresh.querySelector(place)?.focus();
  };

  const refresh = async () => {
    const changed = new Set(topics);
    topics.clear();
    const parts = [...document.querySelectorAll("[data-live][id]")]
      .filter((part) => part.dataset.live.split(" ").some((topic) => changed.has(topic)));
    if (parts.length === 0) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (!fresh || plain(part).isEqualNode(plain(fresh))) continue;
      if (isTouched(part)) document.getElementById("news").hidden = false;
      else swap(part, document.adoptNode(fresh));
    }
    const here = document.querySelector("main");
    const there = page.querySelector("main");
    if (here && there) {
      for (const name of here.getAttributeNames().filter((n) => n.startsWith("data-"))) here.removeAttribute(name);
      for (const name of there.getAttributeNames().filter((n) => n.startsWith("data-"))) here.setAttribute(name, there.getAttribute(name));
    }
    seen = page.body.dataset.change;
    countdown();
  };

  const soon = (topic) => {
    topics.add(topic);
    clearTimeout(timer);
    timer = setTimeout(refresh, 150);
  };

  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  const countdown = () => document.querySelectorAll("time[data-countdown]").forEach((time) => {
    const minutes = (new Date(time.dateTime) - Date.now()) / 60000;
    const far = Math.abs(minutes);
    time.textContent = far < 1 ? words.format(Math.round(minutes * 60), "second")
      : far < 119.5 ? words.format(Math.round(minutes), "minute")
      : far < 2850 ? words.format(Math.round(minutes / 60), "hour") : words.format(Math.round(minutes / 1440), "day");
    time.classList.toggle("urgent", minutes < 15);
  });

  const events = new EventSource("/events");
  events.addEventListener("change", (event) => soon(event.data));
  // what changed before the page was listening, or while the line was down, is not said again
  events.addEventListener("here", (event) => {
    if (event.data !== seen) ["contacts", "tickets", "knowledge", "calls", "link"].forEach(soon);
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  setInterval(countdown, 15000);
})();
