/**
 * The pages' only script. Everything works without it. It reads again what goes on, puts a button beside what is copied,
 * keeps a launch locked until its number is typed, and asks before typed text is lost. Nothing else, and nothing is stored.
 */
export const pageScript = `
(() => {
  'use strict';
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seconds = Number(document.body.dataset.again);
  const timer = seconds > 0 && setInterval(readAgain, seconds * 1000);

  async function readAgain() {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (answer === undefined) return;
    // A sign-in that has run out is not asked about again and again.
    if (!answer.ok || answer.redirected) return clearInterval(timer);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.title = fresh.title;
    for (const part of all('[data-live]')) {
      const now = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
      if (now && !part.contains(document.activeElement)) part.replaceWith(now);
    }
    if (!fresh.body.dataset.again) clearInterval(timer);
  }

  if (navigator.clipboard) for (const text of all('[data-copy]')) {
    const button = document.createElement('button');
    const said = document.createElement('span');
    button.type = 'button';
    button.className = 'btn copy';
    button.textContent = text.dataset.copy;
    said.className = 'small soft';
    said.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text.textContent.trim());
      said.textContent = document.body.dataset.copied;
    });
    const row = document.createElement('p');
    row.className = 'row ask';
    row.append(button, said);
    (text.closest('p') ?? text).after(row);
  }

  for (const typed of all('[data-unlocks]')) {
    const button = typed.form.querySelector('[type=submit]');
    const judge = () => { button.disabled = typed.value.replace(/[\\s,.]/g, '') !== typed.dataset.unlocks; };
    typed.addEventListener('input', judge);
    addEventListener('pageshow', judge);
  }

  let sending = false;
  const kept = all('form[data-unsaved]');
  const isTyped = (field) => field.type !== 'hidden' && 'defaultValue' in field && field.value !== field.defaultValue;
  const isUnsaved = (form) => form.dataset.unsaved === 'already' || [...form.elements].some(isTyped);
  for (const form of kept) form.addEventListener('submit', () => { sending = true; });
  addEventListener('pageshow', () => { sending = false; });
  addEventListener('beforeunload', (event) => { if (!sending && kept.some(isUnsaved)) event.preventDefault(); });
})();
`;
