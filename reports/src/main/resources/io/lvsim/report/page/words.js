'use strict';
/* Every fixed text of the page, in English and Chinese. Other files add to it with words({...}). */
const WORDS = {};
let language = 'en';
const languageListeners = [];

/** words({key: ['English', '中文'], ...}) */
function words(more) {
  Object.assign(WORDS, more);
}

/** The text of a key in the language chosen; {0}, {1} are replaced by what follows. */
function w(key, ...values) {
  const both = WORDS[key];
  if (!both) return key;
  return both[language === 'zh' ? 1 : 0].replace(/\{(\d)\}/g, (all, n) => visible(String(values[+n])));
}

/** An element whose text follows the language. */
function wel(name, key, attributes, ...values) {
  const node = el(name, attributes, w(key, ...values));
  node.dataset.w = key;
  if (values.length) node.dataset.v = JSON.stringify(values);
  return node;
}

function setLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-w]')) {
    node.textContent = w(node.dataset.w, ...JSON.parse(node.dataset.v || '[]'));
  }
  for (const node of document.querySelectorAll('[data-w-label]')) {
    node.setAttribute('aria-label', w(node.dataset.wLabel));
    if (node.hasAttribute('title')) node.title = w(node.dataset.wLabel);
  }
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = visible(say(node.dataset.say));
  languageListeners.forEach(listener => listener());
}

words({
  skip: ['To the content', '跳到内容'],
  language: ['中文', 'English'],
  theme_auto: ['Theme: automatic', '主题：自动'],
  theme_light: ['Theme: light', '主题：浅色'],
  theme_dark: ['Theme: dark', '主题：深色'],
  passed: ['passed', '通过'],
  failed: ['FAILED', '未通过'],
  error: ['ERROR', '出错'],
  part_verdict: ['Verdict', '结论'],
  part_stage: ['Stage', '舞台'],
  part_ladder: ['Ladder', '时序图'],
  part_charts: ['Charts', '图表'],
  part_transcript: ['Transcript', '终端记录'],
  scenarios: ['Scenarios', '场景'],
});
