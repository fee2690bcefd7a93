// Fetches again what is marked data-live when the page's stream says that something has changed. A part in which
// somebody is typing or pointing at a button is left alone until the next change. Without script nothing is lost.
const page = document.querySelector('[data-stream]');
const announcer = document.getElementById('live');

if (page) {
  const events = new EventSource(page.dataset.stream);
  events.addEventListener('changed', async () => {
    const parts = [...document.querySelectorAll('[data-live]')].filter(part => !part.contains(document.activeElement));
    for (const part of parts) {
      await htmx.ajax('GET', location.pathname + location.search,
        {source: part, target: part, select: '#' + part.id, swap: 'outerHTML'});
    }
    announcer.textContent = announcer.dataset.updated;
    setTimeout(() => { announcer.textContent = ''; }, 5000);
  });
  addEventListener('pagehide', () => events.close());
}
