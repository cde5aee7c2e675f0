// A plugin for Docusaurus: the script on every page, for the tag and for fenced blocks,
// and its pictures as they are.
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

export default function scorefield() {
  return {
    name: 'scorefield',
    getClientModules: () => [`${folder}scorefield.mjs`],
    configureWebpack(config) {
      // Docusaurus makes modules of all pictures, also of those that are asked for by their address.
      for (const rule of config.module.rules) if (rule?.test instanceof RegExp && rule.test.test('a.png')) rule.exclude = [rule.exclude, folder].flat().filter(Boolean);
      return {};
    },
  };
}
