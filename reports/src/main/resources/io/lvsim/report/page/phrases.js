'use strict';
/*
 * Sentences that lvsim writes into a story (decisions with their reasons, titles of steps, what was not as expected), in
 * Chinese. A story is told in English; a sentence of which nothing is known here stays as it is. In a pattern {0} stands
 * for any text, which may be a sentence of its own, and <0> for one without blanks.
 */
const PHRASES = [];
const PHRASE_LETTERS_MOST = 400, PHRASES_KEPT = 4000;
const phrasesFound = new Map();

/** phrases([['English with {0}', '带 {0} 的中文'], ...]): what is more special comes first. */
function phrases(pairs) {
  for (const [english, chinese] of pairs) PHRASES.push({...phrasePattern(english), chinese});
}

function phrasePattern(english) {
  const gaps = [];
  const source = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\d)\}|<(\d)>/g, (all, any, word) => {
    gaps.push(+(any === undefined ? word : any));
    return any === undefined ? '(\\S+?)' : '(.+?)';
  });
  return {pattern: new RegExp('^' + source + '$', 's'), gaps};
}

/** A sentence of a story in the language chosen. */
function say(text) {
  return language === 'zh' ? chineseOf(text) : text;
}

function chineseOf(text) {
  if (text.length > PHRASE_LETTERS_MOST || !/[a-z]/.test(text)) return text;
  let found = phrasesFound.get(text);
  if (found === undefined) {
    if (phrasesFound.size >= PHRASES_KEPT) phrasesFound.clear();
    found = chineseAnew(text);
    phrasesFound.set(text, found);
  }
  return found;
}

function chineseAnew(text) {
  for (const {pattern, gaps, chinese} of PHRASES) {
    const match = pattern.exec(text);
    if (match) {
      const values = [];
      gaps.forEach((gap, i) => { values[gap] = chineseOf(match[i + 1]); });
      return chinese.replace(/\{(\d)\}/g, (all, gap) => values[+gap]);
    }
  }
  return text;
}

/** An element whose text is a sentence of the story, and follows the language. */
function sel(name, text, attributes) {
  const node = el(name, attributes, say(text));
  node.dataset.say = text;
  return node;
}
