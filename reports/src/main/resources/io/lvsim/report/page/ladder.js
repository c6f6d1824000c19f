'use strict';
function ladderPart(story, cursor) { return el('div', {class: 'sheet'}); }
