'use strict';
/* Makes elements. Text always goes in as text: nothing here reads markup. */
const SVG = 'http://www.w3.org/2000/svg';
/* What terminals and browsers obey instead of showing it: control and format characters (those that turn text
   around are among these), separators of lines, halves of characters. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}\p{Cs}]/gu;
const NOT_PLAIN = /[^\n\t -~]/;

/** Such characters as they are written in programs, so that they are seen and do nothing. */
function visible(text) {
  if (!NOT_PLAIN.test(text)) return text;
  return text.replace(OBEYED, c => {
    const code = c.codePointAt(0);
    return (code < 256 ? '\\x' : '\\u') + code.toString(16).padStart(code < 256 ? 2 : 4, '0');
  });
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, typeof value === 'string' ? visible(value) : value);
  }
  for (const child of [].concat(children === undefined ? [] : children)) {
    if (child !== null && child !== undefined) node.append(typeof child === 'string' ? visible(child) : child);
  }
  return node;
}

/** el('p', {class: 'x'}, ['text', child]) */
const el = (name, attributes, children) => fill(document.createElement(name), attributes, children);

/** The same for SVG. */
const svg = (name, attributes, children) => fill(document.createElementNS(SVG, name), attributes, children);

/* Lines that are laid out: lists, drawings made of letters. */
const LAID_OUT = /^[\s|*+-]|\S\s{3,}\S|---|^\d+[.)]\s/;

/** What an author wrote, as paragraphs that fit any width; what is laid out by blanks stays so. */
function prose(text) {
  return text.trim().split(/\n\s*\n/).map(part => part.split('\n').some(line => LAID_OUT.test(line))
    ? el('pre', {class: 'prose'}, part) : el('p', {class: 'prose'}, part.replace(/\s*\n\s*/g, ' ')));
}

function empty(node) {
  node.replaceChildren();
  return node;
}
