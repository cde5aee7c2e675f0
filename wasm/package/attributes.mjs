// Fenced blocks of language "scorefield" as attributes, for the plugins beside this
// file. A block may be a guest's: what is neither the element's own nor a setting is
// left out and said.
import { readFileSync } from 'node:fs';

const { attributes } = JSON.parse(readFileSync(new URL('./custom-elements.json', import.meta.url), 'utf8')).modules[0].declarations[0];
const allowed = new Set(attributes.map((a) => a.name));

/** The attributes in the lines of a block, name: value or name=value or name alone. @param {string} text @param {string} source @returns {[string, string][]} */
export function attributesOf(text, source) {
  const list = [];
  for (const line of text.split('\n')) {
    if (!line.trim()) continue;
    const [, name, value = ''] = line.match(/^\s*([^:=\s]*)\s*(?:[:=]\s*(.*?)\s*)?$/s) ?? [, line.trim()];
    if (allowed.has(name)) list.push([name, value]);
    else console.warn('scorefield: %s: "%s" is no setting', source, line.trim());
  }
  return list;
}
