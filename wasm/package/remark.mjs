// A plugin for remark, as in Astro and Docusaurus, Markdown and MDX: fenced blocks of
// language "scorefield" become figures.
import { attributesOf } from './attributes.mjs';

export default function scorefield() {
  return (tree, file) => {
    const walk = (node) => {
      if (node.type === 'code' && node.lang === 'scorefield') {
        node.data = { hName: 'score-field', hProperties: Object.fromEntries(attributesOf(node.value, file.path ?? '')), hChildren: [] };
        node.type = 'scorefield';
        delete node.value;
      }
      node.children?.forEach(walk);
    };
    walk(tree);
  };
}
