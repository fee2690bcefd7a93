// Keeps what was sent from a form in this tab of the browser until the desk has taken it: a session that ends meanwhile
// costs nobody their words. They are offered to who wrote them only, and are gone with the logout, the tab, or the day.
(() => {
  "use strict";
  const KEY = "snodo-kept";
  const LONGEST = 8 * 60 * 60 * 1000;
  const me = document.body.dataset.operator;
  const main = document.querySelector("main");

  const drop = () => { try { sessionStorage.removeItem(KEY); } catch { /* then nothing is kept either */ } };
  const write = (kept) => { try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { drop(); } };
  const read = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      return kept && Date.now() - kept.at < LONGEST ? kept : null;
    } catch { return null; }
  };
  const show = (id) => { const line = document.getElementById(id); if (line) line.hidden = false; };
  const isText = (field) => field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && ["text", "tel", "search"].includes(field.type));

  addEventListener("submit", (event) => {
    const form = event.target;
    const action = form.getAttribute("action") ?? "";
    if (form.method !== "post" || !me) return;
    if (action.startsWith("/logout")) return drop();
    if (![...form.elements].some((field) => isText(field) && field.value.trim())) return drop();
    const fields = [...new FormData(form)].filter(([name, value]) => name !== "_csrf" && typeof value === "string");
    write({ me, action, fields, page: form.dataset.page ?? location.pathname + location.search, at: Date.now(), lost: false });
  });

  const fill = (form, fields) => {
    const values = (name) => fields.filter(([n]) => n === name).map(([, value]) => value);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values(field.name).includes(field.value);
      else if (values(field.name).length > 0) field.value = values(field.name)[0];
    }
    for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  };

  const kept = read();
  if (!kept) return drop();
  if (main && "unsaved" in main.dataset) {
    kept.lost = true;
    write(kept);
  }
  if (!kept.lost) return me ? drop() : undefined;
  document.querySelectorAll(".unkept").forEach((line) => { line.hidden = true; });
  if (!me) return show("kept-safe");
  if (kept.me !== me) return drop();
  const form = [...document.forms].find((f) => f.getAttribute("action") === kept.action && [...f.elements].some(isText));
  if (form && (form.dataset.page ?? location.pathname + location.search) === kept.page) {
    fill(form, kept.fields);
    show("kept-here");
    [...form.elements].find(isText).focus();
  } else {
    document.querySelector("#kept-elsewhere a").setAttribute("href", kept.page);
    show("kept-elsewhere");
  }
  document.querySelectorAll(".kept-drop").forEach((button) => button.addEventListener("click", () => {
    drop();
    button.parentElement.hidden = true;
  }));
})();
