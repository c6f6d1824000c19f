'use strict';
/* The drawings that lvsim put into the page, as images that follow the theme. */
function chartsPart(index) { return el('div', {class: 'sheet'}); }
