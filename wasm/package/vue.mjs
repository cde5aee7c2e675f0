// <ScoreField> for Vue, VitePress and Nuxt: the tag, which is safe on the server, and the script
// in the browser, on pages that have a figure.
import { h, onMounted } from 'vue';

export default {
  name: 'ScoreField',
  inheritAttrs: false,
  setup(_, { attrs, slots }) {
    onMounted(() => { import('./scorefield.mjs'); });
    return () => h('score-field', attrs, slots.default?.());
  },
};
