/* whensafe: what only a script can do. Everything else on the pages works without this file.
   Dropping files, copying a citation, and single keys inside the transcript. Nothing is kept but one yes or no. */
(() => {
  'use strict';
  const say = (text) => {
    const live = document.getElementById('live');
    if (live !== null) live.textContent = text;
  };

  /* ---- drop files anywhere on the field; the field lists what it holds ---- */
  const listFiles = (input) => {
    const list = input.closest('.drop').querySelector('[data-files]');
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement('li');
      item.textContent = file.name;
      return item;
    }));
  };
  for (const zone of document.querySelectorAll('[data-drop]')) {
    const input = zone.querySelector('input[type=file]');
    input.addEventListener('change', () => listFiles(input));
    zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('is-over'); });
    zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('is-over');
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      listFiles(input);
    });
  }

  /* ---- cite: the citation is the page behind the link; copy it instead of going there ---- */
  const cite = async (link) => {
    try {
      const answer = await fetch(link.href, { credentials: 'same-origin', redirect: 'error' });
      if (!answer.ok) throw new Error('refused');
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      await navigator.clipboard.writeText(page.getElementById('citation').textContent.trim());
      say(link.dataset.copied);
      link.textContent = link.dataset.done;
    } catch {
      location.assign(link.href);
    }
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-cite]');
    if (link === null || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    cite(link);
  });
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      say(button.dataset.copied);
    });
  }

  /* ---- keys: only with focus in the transcript, and only if not switched off (WCAG 2.1.4) ---- */
  const transcript = document.getElementById('transcript');
  const OFF = 'whensafe-keys-off';
  const choice = document.getElementById('keys-on');
  if (choice !== null) {
    choice.closest('.tick').hidden = false;
    choice.checked = localStorage.getItem(OFF) === null;
    choice.addEventListener('change', () => {
      if (choice.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, '1');
    });
  }
  if (transcript === null) return;

  const turns = Array.from(transcript.querySelectorAll('.turn'));
  const here = () => turns.find((turn) => turn.contains(document.activeElement))
    ?? turns.find((turn) => turn.classList.contains('is-here')) ?? null;
  const go = (turn) => {
    if (turn === undefined) return;
    for (const other of turns) other.classList.toggle('is-here', other === turn);
    turn.querySelector('.turn__n').focus();
    turn.scrollIntoView({ block: 'nearest' });
  };
  const step = (among, by) => {
    const at = turns.indexOf(here());
    const rest = by > 0 ? among.find((turn) => turns.indexOf(turn) > at)
      : among.findLast((turn) => turns.indexOf(turn) < at);
    go(rest);
  };
  const asked = turns.filter((turn) => turn.querySelector('.note:not(.is-settled)') !== null);
  let digits = null;
  const keys = {
    n: () => step(turns, 1),
    b: () => step(turns, -1),
    j: () => step(asked, 1),
    k: () => step(asked, -1),
    y: () => { const link = here()?.querySelector('a[data-cite]'); if (link) cite(link); },
    '/': () => document.getElementById('seek')?.focus(),
    '?': () => { const list = document.getElementById('keys'); list.open = true; list.querySelector('summary').focus(); },
    g: () => { digits = ''; },
  };
  transcript.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF) !== null) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (digits !== null && /^[0-9]$/.test(event.key)) {
      digits += event.key;
      go(turns.find((turn) => turn.dataset.n === digits));
      event.preventDefault();
      return;
    }
    digits = null;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
})();
