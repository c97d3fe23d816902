// The queue and long actions work without this. It says when something changed, shows progress, and listens to single keys.
const EVERY_MS = 30_000;
const QUIET_MS = 30 * 60_000;
const list = document.querySelector('.q-list[data-changes]');
const progress = document.querySelector('[data-progress]');

const json = async (address) => {
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

/** Asks now and then while somebody is there: an open page alone keeps nobody signed in. */
function watch(news) {
  let touched = Date.now();
  for (const event of ['keydown', 'pointerdown', 'scroll']) addEventListener(event, () => (touched = Date.now()));
  const timer = setInterval(async () => {
    if (document.hidden || Date.now() - touched > QUIET_MS) return;
    const { count, cases, text } = await json(list.dataset.changes).catch(() => ({ count: 0 }));
    if (count === 0 || news.dataset.count === String(count)) return;
    news.dataset.count = String(count);
    news.querySelector('[data-text]').textContent = text;
    news.hidden = false;
    for (const id of cases) list.querySelector(`[data-case="${CSS.escape(id)}"]`)?.classList.add('q-list__row--changed');
  }, Number(list.dataset.every) || EVERY_MS);
  addEventListener('pagehide', () => clearInterval(timer));
}

function tickAll(box) {
  const boxes = [...list.querySelectorAll('[name=case]')];
  box.hidden = false;
  box.addEventListener('change', () => boxes.forEach((one) => (one.checked = box.checked)));
  list.addEventListener('change', () => (box.checked = boxes.every((one) => one.checked)));
}

/** The row in which the focus is, or that was left last. */
let current = -1;
const links = list ? [...list.querySelectorAll('.q-list__subject')] : [];
function go(step) {
  current = Math.max(0, Math.min(links.length - 1, current + step));
  links[current]?.focus();
}
const rowOf = () => links[current]?.closest('tr');

function assign() {
  if (list.querySelector('[name=case]:checked')) return document.querySelector('[data-key=assign]')?.click();
  const address = links[current]?.getAttribute('href');
  if (address && document.querySelector('[data-key=assign]')) location.assign(`${address}/assign`);
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  x: () => rowOf()?.querySelector('[name=case]')?.click(),
  a: assign,
  '/': () => document.getElementById('q')?.focus(),
  '?': () => document.getElementById('keys')?.showModal(),
};

/** Only a key alone, and never one that is typed into something. */
function listen() {
  list.addEventListener('focusin', (event) => {
    const at = links.indexOf(event.target.closest('tr')?.querySelector('.q-list__subject'));
    if (at >= 0) current = at;
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    // Of a dialog just closed the button keeps the focus until the next frame: only an open one takes the keys.
    const typing = event.target.closest('input:not([type=checkbox]), select, textarea, dialog[open], [contenteditable]');
    const act = KEYS[event.key];
    if (typing || !act) return;
    event.preventDefault();
    act();
  });
}

async function follow(box) {
  const bar = box.querySelector('progress');
  const words = box.querySelector('[role=status]');
  const { settled, finished, text } = await json(box.dataset.progress).catch(() => ({}));
  if (finished) return location.reload();
  if (settled !== undefined && bar.value !== settled) {
    bar.value = settled;
    words.textContent = text;
  }
  setTimeout(() => follow(box), 1_500);
}

if (list) {
  const news = document.getElementById('news');
  if (news) watch(news);
  const all = list.querySelector('[data-all]');
  if (all) tickAll(all);
  if (list.dataset.shortcuts) listen();
  for (const button of document.querySelectorAll('[data-opens-keys]')) {
    button.hidden = false;
    button.addEventListener('click', () => document.getElementById('keys').showModal());
  }
}
if (progress?.dataset.progress) follow(progress);
