import scorefield from 'scorefield/markdown-it';

export default {
  base: '/blog/',
  lang: 'zh-CN',
  title: '分数',
  themeConfig: { nav: [{ text: 'tag', link: '/tag' }, { text: 'fence', link: '/fence' }, { text: 'plain', link: '/plain' }] },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'score-field' } } },
  markdown: { config: (md) => md.use(scorefield) },
};
