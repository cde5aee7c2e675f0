import scorefield from 'scorefield/markdown-it';

export default (config) => {
  config.amendLibrary('md', (md) => md.use(scorefield));
  config.addPassthroughCopy({ 'node_modules/scorefield': 'scorefield' });
  config.addGlobalData('layout', 'base.njk');
  return { pathPrefix: '/blog/', markdownTemplateEngine: false };
};
