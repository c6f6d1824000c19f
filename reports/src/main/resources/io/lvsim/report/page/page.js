'use strict';
/* Puts the page together, one scenario at a time. */
const INDEX = JSON.parse(document.getElementById('index').textContent);
const THEMES = ['auto', 'light', 'dark'];
const PARTS = ['verdict', 'stage', 'ladder', 'charts', 'transcript'];
/* More scenarios than this are a list of their own that scrolls: the verdict comes first. */
const SCENARIOS_MANY = 16;
let theme = 'auto';

/** What a reader chose before; pages opened from a mail may not remember. */
function remembered(key) {
  try { return localStorage.getItem('lvsim.' + key); } catch (e) { return null; }
}
function remember(key, value) {
  try { localStorage.setItem('lvsim.' + key, value); } catch (e) { /* then not */ }
}

async function unpack(id) {
  const text = atob(document.getElementById(id).textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

function setTheme(wanted) {
  theme = wanted;
  document.documentElement.dataset.theme = wanted;
  const button = document.getElementById('theme');
  button.dataset.w = 'theme_' + wanted;
  button.textContent = w(button.dataset.w);
}

function listScenarios() {
  const nav = document.getElementById('scenarios');
  if (INDEX.length < 2) return;
  nav.hidden = false;
  nav.setAttribute('aria-label', w('scenarios'));
  nav.dataset.wLabel = 'scenarios';
  nav.classList.toggle('many', INDEX.length > SCENARIOS_MANY);
  nav.append(el('ol', {}, INDEX.map((entry, i) => el('li', {}, el('a', {href: '#scenario-' + i, 'data-scenario': i,
    onclick: event => { event.preventDefault(); show(i); }},
    [el('span', {class: 'mark ' + entry.verdict}, entry.verdict === 'passed' ? '✓ ' : '✗ '), entry.name])))));
}

/* In a long list of scenarios, which scrolls, the one that is shown. */
function bringToView(link) {
  const list = link.closest('ol');
  const top = link.offsetTop - list.offsetTop;
  if (top < list.scrollTop || top + link.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 2;
}

async function show(number) {
  for (const link of document.querySelectorAll('[data-scenario]')) {
    link.setAttribute('aria-current', String(+link.dataset.scenario === number));
    if (+link.dataset.scenario === number) bringToView(link);
  }
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  const story = new Story(await unpack('story-' + number));
  const cursor = new Cursor(story);
  const contents = {
    verdict: () => verdictPart(story, cursor), stage: () => stagePart(story, cursor),
    ladder: () => ladderPart(story, cursor), charts: () => chartsPart(number), transcript: () => transcriptPart(story)};
  empty(main).append(...PARTS.map(part => el('section', {id: part, 'aria-labelledby': part + '-title'},
    [wel('h2', 'part_' + part, {id: part + '-title'}), contents[part]()])));
  main.removeAttribute('aria-busy');
  document.body.dataset.ready = String(number);
}

function begin() {
  document.getElementById('language').addEventListener('click', () => {
    const wanted = language === 'en' ? 'zh' : 'en';
    remember('language', wanted);
    setLanguage(wanted);
  });
  document.getElementById('theme').addEventListener('click', () => {
    setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
    remember('theme', theme);
  });
  document.getElementById('language').dataset.w = 'language';
  document.getElementById('parts').append(...PARTS.map(part => wel('a', 'part_' + part, {href: '#' + part})));
  const bad = INDEX.filter(entry => entry.verdict !== 'passed').length;
  document.getElementById('verdict-line').append(wel('span', bad ? 'page_bad' : 'page_good',
    {class: 'mark ' + (bad ? 'failed' : 'passed')}, bad ? bad : INDEX.length, INDEX.length));
  listScenarios();
  setTheme(THEMES.includes(remembered('theme')) ? remembered('theme') : 'auto');
  setLanguage(remembered('language') || (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  const firstBad = INDEX.findIndex(entry => entry.verdict !== 'passed');
  show(Math.max(0, firstBad));
}

words({
  page_good: ['✓ {0} of {1} passed', '✓ {1} 个场景中 {0} 个通过'],
  page_bad: ['✗ {0} of {1} did not pass', '✗ {1} 个场景中 {0} 个未通过'],
});
begin();
