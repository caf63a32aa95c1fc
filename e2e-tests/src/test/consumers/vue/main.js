import { createApp } from 'vue';
import 'twinmark';
import { loadMarkdown } from 'twinmark/markdown';
import Note from './Note.vue';

createApp(Note).mount('#root');
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
