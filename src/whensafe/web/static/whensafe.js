/* whensafe: what only a script can do. Everything else on the pages works without this file.
   Dropping files, copying a citation, marking a stretch, and single keys inside the transcript. Nothing is kept but one yes or no. */
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
  /* ---- mark a stretch: where it begins and ends, as letters counted in the turn; never its words ---- */
  const bar = document.getElementById('markbar');
  const letters = (paragraph, node, at) => {
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, at);
    const before = range.cloneContents();
    for (const hole of before.querySelectorAll('[data-hole]')) hole.replaceWith('\ufffc');
    return Array.from(before.textContent).length;
  };
  const marked = () => {
    const selection = getSelection();
    if (bar === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const touched = Array.from(transcript.querySelectorAll('[data-t]')).filter((one) => range.intersectsNode(one));
    const parent = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const own = touched.find((one) => one === parent(selection.anchorNode).closest('[data-t]')) ?? touched[0];
    if (own === undefined) return null;
    const side = (one) => one.closest('.turn__tr') !== null;
    const column = touched.filter((one) => side(one) === side(own) && one.closest('.turns') === own.closest('.turns'));
    const end = (one) => letters(one, ...(one.contains(range.endContainer)
      ? [range.endContainer, range.endOffset] : [one, one.childNodes.length]));
    const start = (one) => (one.contains(range.startContainer) ? letters(one, range.startContainer, range.startOffset) : 0);
    while (column.length > 1 && end(column.at(-1)) === 0) column.pop();
    while (column.length > 1 && start(column[0]) === letters(column[0], column[0], column[0].childNodes.length)) column.shift();
    const [first, last] = [column[0], column.at(-1)];
    if (first === last && start(first) >= end(first)) return null;
    return { first, last, from: first.dataset.t, from_at: start(first), to: last.dataset.t, to_at: end(last) };
  };
  const offer = () => {
    const found = marked();
    if (found === null) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    for (const name of ['from', 'from_at', 'to', 'to_at']) bar.elements[name].value = found[name];
    const turn = (one) => one.closest('.turn').dataset.n;
    const said = found.first === found.last ? bar.dataset.one : bar.dataset.many;
    const what = said.replace('{a}', turn(found.first)).replace('{b}', turn(found.last));
    const line = bar.querySelector('p');
    if (bar.hidden || line.textContent !== what) say(`${what}. ${bar.dataset.keys}`);
    line.textContent = what;
    bar.hidden = false;
  };
  const unmark = () => { getSelection().removeAllRanges(); bar.hidden = true; };
  const send = (what) => {
    if (marked() !== null) { offer(); bar.querySelector(`button[value=${what}]`).click(); return; }
    const link = here()?.querySelector('a[data-mark]');
    if (link) location.assign(link.href);
  };
  const word = (how, where) => {
    const selection = getSelection();
    if (how === 'extend') { selection.modify('extend', where, 'word'); return; }
    const rtl = getComputedStyle(parentOf(selection)).direction === 'rtl';
    const onward = (where === 'right') !== rtl;
    if (onward) selection.collapseToEnd(); else selection.collapseToStart();
    if (!onward) selection.modify('move', 'backward', 'word');
    selection.modify('extend', 'forward', 'word');
  };
  const parentOf = (selection) => selection.anchorNode.parentElement ?? transcript;
  const begin = () => {
    const words = here()?.querySelector('.turn__said [data-t]');
    if (!words) return;
    getSelection().collapse(words, 0);
    getSelection().modify('extend', 'forward', 'word');
  };
  if (bar !== null) {
    let waiting = false;
    let pressed = false;  /* the bar must not come up under a pointer that is still marking */
    const soon = () => {
      if (waiting || pressed) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; offer(); });
    };
    document.addEventListener('selectionchange', soon);
    document.addEventListener('pointerdown', (event) => { pressed = event.pointerType === 'mouse' && !bar.contains(event.target); });
    for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { pressed = false; soon(); });
    bar.addEventListener('mousedown', (event) => event.preventDefault());
    bar.querySelector('[data-unmark]').addEventListener('click', unmark);
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (/^(input|textarea|select)$/i.test(event.target.tagName) || marked() === null) return;
      if (event.key === 'Escape') { unmark(); return; }
      if (localStorage.getItem(OFF) !== null) return;
      if (event.key === 's' || event.key === 'r') send(event.key === 's' ? 'seal' : 'restrict');
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        word(event.shiftKey ? 'extend' : 'move', event.key === 'ArrowLeft' ? 'left' : 'right');
      } else return;
      event.preventDefault();
    });
  }

  let digits = null;
  const keys = {
    v: begin,
    s: () => send('seal'),
    r: () => send('restrict'),
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
