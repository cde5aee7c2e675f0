import { createRequire } from 'node:module';
import scorefield from 'scorefield/remark';

export default {
  title: '分数',
  url: 'http://example.org',
  baseUrl: '/blog/',
  i18n: { defaultLocale: 'zh-CN', locales: ['zh-CN'] },
  clientModules: [createRequire(import.meta.url).resolve('scorefield')],
  presets: [['classic', { docs: { routeBasePath: '/', remarkPlugins: [scorefield] }, blog: false, theme: {} }]],
};
