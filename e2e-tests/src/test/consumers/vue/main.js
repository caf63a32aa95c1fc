import { createApp } from 'vue';
import { loadMarkdown } from 'twinmark/markdown';
import App from './App.vue';

createApp(App).mount('#root');
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
