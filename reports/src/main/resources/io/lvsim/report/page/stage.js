'use strict';
function stagePart(story, cursor) { return el('div', {class: 'sheet'}); }
