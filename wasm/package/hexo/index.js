/* global hexo */
// Figures in Hexo: a tag, fenced blocks whatever highlighter is on, the files of
// the element as they are, and the script on pages that have a figure.
'use strict';
const { createReadStream, readdirSync } = require('node:fs');
const { join } = require('node:path');

const assets = join(__dirname, 'assets');
const folder = `scorefield-${require('./package.json').version}`; // an address of its own for each version: caches may keep it
const { attributes } = require('./custom-elements.json').modules[0].declarations[0];
const allowed = new Set([...attributes.map((a) => a.name), 'id', 'class', 'style', 'title']);

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Attributes of words or lines, name:value or name alone; the others are said and left out. */
function attributesOf(items, source) {
  const list = [];
  for (const item of items) {
    const [, name, value = ''] = item.match(/^\s*([^:=\s]*)\s*(?:[:=]\s*(.*?)\s*)?$/s) ?? [, item];
    if (allowed.has(name)) list.push([name, value]);
    else hexo.log.warn('scorefield: %s: "%s" is no setting', source, item.trim());
  }
  return list;
}

const tagOf = (list, fallback) => `<score-field${list.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('')}>${fallback}</score-field>`;

// ── The tag ─────────────────────────────────────────────────────────────────
hexo.extend.tag.register('scorefield', async function (words, content) {
  const source = this.source ?? this.title ?? '';
  const block = words[0]?.match(/^block=([\w-]*)$/); // of a fence; see below
  const list = block ? JSON.parse(Buffer.from(block[1], 'base64url').toString()) : attributesOf(words.map((word, i) => (i === 0 && !/[:=]/.test(word) ? `scene:${word}` : word)), source);
  const language = [this.lang ?? this.language ?? hexo.config.language].flat()[0]; // some themes do not say it in the page
  if (language && language !== 'default' && !list.some(([name]) => name === 'lang')) list.push(['lang', language]);
  const fallback = content?.trim() ? await hexo.render.render({ text: content, engine: 'markdown' }) : '';
  return tagOf(list, fallback);
}, { ends: true, async: true });

// ── Fenced blocks ───────────────────────────────────────────────────────────
// They become tags before a highlighter sees them. Blocks within other blocks stay.
const prefix = '(?:[^\\S\\n]*>){0,3}[^\\S\\n]*';
const opening = new RegExp(`^(${prefix})(\`{3,}|~{3,})[^\\S\\n]*([^\`\\n]*)$`);
const quoting = new RegExp(`^${prefix}`);

function fences(text, source) {
  const out = [];
  let open = null;
  for (const line of text.split('\n')) {
    const fence = line.match(opening);
    if (!open && fence) {
      open = { prefix: fence[1], sign: fence[2], ours: fence[3].trim() === 'scorefield', whole: [line], lines: [] };
    } else if (open) {
      open.whole.push(line);
      if (fence && fence[2][0] === open.sign[0] && fence[2].length >= open.sign.length && !fence[3].trim()) {
        const list = open.ours && attributesOf(open.lines.filter((l) => l.trim()), source);
        if (list) out.push(open.prefix.trimEnd(), `${open.prefix}{% scorefield block=${Buffer.from(JSON.stringify(list)).toString('base64url')} %}{% endscorefield %}`, open.prefix.trimEnd());
        else out.push(...open.whole);
        open = null;
      } else open.lines.push(line.replace(quoting, ''));
    } else out.push(line);
  }
  if (open) out.push(...open.whole);
  return out.join('\n');
}

hexo.extend.filter.register('before_post_render', (data) => {
  if (/[`~]{3}[^\S\n]*scorefield/.test(data.content ?? '')) data.content = fences(data.content.replace(/\r\n/g, '\n'), data.source);
  return data;
}, 5);

// ── Files ───────────────────────────────────────────────────────────────────
hexo.extend.generator.register('scorefield', () => readdirSync(assets, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile())
  .map((file) => join(file.parentPath ?? file.path, file.name))
  .map((path) => ({ path: `${folder}/${path.slice(assets.length + 1).replaceAll('\\', '/')}`, data: () => createReadStream(path) })));

// ── The script, once on a page ──────────────────────────────────────────────
hexo.extend.filter.register('after_render:html', (html) => {
  if (!html?.includes('</head>') || /<script[^>]+scorefield\.m?js/.test(html)) return html;
  if (!hexo.config.scorefield?.always && !html.includes('<score-field')) return html;
  const root = hexo.config.root.replace(/\/?$/, '/');
  return html.replace('</head>', () => `<link rel="stylesheet" href="${root}${folder}/scorefield.css"><script src="${root}${folder}/scorefield.js" defer></script></head>`);
}, 20);
