import DefaultTheme from 'vitepress/theme';
import ScoreField from 'scorefield/vue';
import 'scorefield';

export default { extends: DefaultTheme, enhanceApp: ({ app }) => app.component('ScoreField', ScoreField) };
