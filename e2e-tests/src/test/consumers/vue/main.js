import { createApp, createSSRApp } from 'vue';
import { loadMarkdown } from 'twinmark/markdown';
import App from './App.vue';

// A page may have the editor before its components are hydrated.
await window.beforeHydration?.(() => import('twinmark'));
const root = document.getElementById('root');
(root.firstElementChild === null ? createApp : createSSRApp)(App).mount(root);
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
