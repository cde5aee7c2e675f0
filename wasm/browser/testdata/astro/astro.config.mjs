import scorefield from 'scorefield/remark';

export default { base: '/blog/', markdown: { remarkPlugins: [scorefield] }, devToolbar: { enabled: false } };
