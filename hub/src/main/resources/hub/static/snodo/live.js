// Fetches again what is marked data-live when the page's stream says that something has changed. A part in which
// somebody is typing or pointing at a button is left alone until the next change. Without script nothing is lost.
const page = document.querySelector('[data-stream]');
const announcer = document.getElementById('live');

if (page) {
  const events = new EventSource(page.dataset.stream);
  let fetching = false;
  let again = false;
  // a change that comes while its page is being fetched is fetched after that: at the same time it would be lost
  events.addEventListener('changed', async () => {
    again = true;
    if (fetching) {
      return;
    }
    fetching = true;
    try {
      while (again) {
        again = false;
        const parts = [...document.querySelectorAll('[data-live]')].filter(part => !part.contains(document.activeElement));
        for (const part of parts) {
          await htmx.ajax('GET', location.pathname + location.search,
            {source: part, target: part, select: '#' + part.id, swap: 'outerHTML'});
        }
      }
    } finally {
      fetching = false;
    }
    announcer.textContent = announcer.dataset.updated;
    setTimeout(() => { announcer.textContent = ''; }, 5000);
  });
  addEventListener('pagehide', () => events.close());
}
