'use strict';
/* Makes elements. Text always goes in as text: nothing here reads markup. */
const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of [].concat(children === undefined ? [] : children)) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

/** el('p', {class: 'x'}, ['text', child]) */
const el = (name, attributes, children) => fill(document.createElement(name), attributes, children);

/** The same for SVG. */
const svg = (name, attributes, children) => fill(document.createElementNS(SVG, name), attributes, children);

function empty(node) {
  node.replaceChildren();
  return node;
}
