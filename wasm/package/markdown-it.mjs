// A plugin for markdown-it, as in VitePress and Eleventy: fenced blocks of language
// "scorefield" become figures.
import { attributesOf } from './attributes.mjs';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @param {any} md */
export default function scorefield(md) {
  const before = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, i, options, env, self) => {
    const { info, content } = tokens[i];
    if (info.trim() !== 'scorefield') return before(tokens, i, options, env, self);
    const list = attributesOf(content, env?.relativePath ?? env?.page?.inputPath ?? '');
    const fixed = 'relativePath' in (env ?? {}) ? ' v-pre' : ''; // VitePress compiles what comes out as a template
    return `<score-field${list.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}${fixed}></score-field>\n`;
  };
}
