import scorefield from 'scorefield/docusaurus';
import fences from 'scorefield/remark';

export default {
  title: '分数',
  url: 'http://example.org',
  baseUrl: '/blog/',
  i18n: { defaultLocale: 'zh-CN', locales: ['zh-CN'] },
  plugins: [scorefield],
  presets: [['classic', { docs: { routeBasePath: '/', remarkPlugins: [fences] }, blog: false, theme: {} }]],
};
