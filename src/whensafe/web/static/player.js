/* whensafe: the recording and its words. A turn's time plays from there; the turn being spoken is marked.
   Nothing plays by itself. Without this file the players are the browser's own. */
(() => {
  'use strict';
  const OFF = 'whensafe-keys-off';
  const transcript = document.getElementById('transcript');
  const players = Array.from(document.querySelectorAll('[data-plays]'));
  const lists = new Map();  /* session -> its turns in order, each with where it begins and ends */
  let last = null;

  const listed = (player) => lists.get(player.dataset.plays) ?? [];
  const of = (session) => players.find((one) => one === last && one.dataset.plays === session)
    ?? players.find((one) => one.dataset.plays === session);
  const playFrom = (player, ms) => {
    player.currentTime = ms / 1000;
    player.play().catch(() => {});  /* the player itself says what is wrong */
  };

  for (const list of document.querySelectorAll('[data-follows]')) {
    const session = list.dataset.follows;
    const found = Array.from(list.querySelectorAll('[data-at]'), (time) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'turn__time turn__time--play';
      button.textContent = time.textContent;
      button.setAttribute('aria-label', time.dataset.play);
      const entry = { turn: time.closest('.turn'), at: Number(time.dataset.at), to: Number(time.dataset.to ?? 'Infinity') };
      button.addEventListener('click', () => playFrom(of(session), entry.at));
      time.replaceWith(button);
      return entry;
    });
    lists.set(session, found.sort((a, b) => a.at - b.at));
  }

  const spoken = (player) => {
    const ms = player.currentTime * 1000 + 50;  /* a player lands a little before where it was sent */
    return listed(player).findLast((one) => one.at <= ms && ms < one.to) ?? null;
  };
  const mark = (player) => {
    const now = spoken(player);
    for (const { turn } of listed(player)) {
      if ((turn === now?.turn) === turn.classList.contains('is-spoken')) continue;
      turn.classList.toggle('is-spoken', turn === now?.turn);
      if (turn !== now?.turn) { turn.removeAttribute('aria-current'); continue; }
      turn.setAttribute('aria-current', 'true');
      const follow = player.parentElement.querySelector('[data-follow]');
      if (follow?.checked && !player.paused) turn.scrollIntoView({ block: 'nearest' });
    }
  };
  for (const player of players) {
    const follow = player.parentElement.querySelector('[data-follow]');
    if (follow !== null && listed(player).length > 0) follow.closest('label').hidden = false;
    player.addEventListener('timeupdate', () => mark(player));
    player.addEventListener('seeked', () => mark(player));
    player.addEventListener('play', () => {
      last = player;
      for (const other of players) if (other !== player) other.pause();
    });
  }

  /* one key, where the other keys of the transcript work, too */
  transcript?.addEventListener('keydown', (event) => {
    if (event.key !== 'p' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName) || localStorage.getItem(OFF) !== null) return;
    const playing = players.find((one) => !one.paused);
    if (playing !== undefined) { event.preventDefault(); playing.pause(); return; }
    const turn = event.target.closest('.turn') ?? transcript.querySelector('.turn.is-here');
    for (const [session, found] of lists) {
      const entry = found.find((one) => one.turn === turn);
      if (entry !== undefined) { event.preventDefault(); playFrom(of(session), entry.at); return; }
    }
    const player = last ?? players[0];
    if (player !== undefined) { event.preventDefault(); player.play().catch(() => {}); }
  });
})();
