import { createRoot, hydrateRoot } from 'react-dom/client';
import { loadMarkdown } from 'twinmark/markdown';
import { App } from './App.jsx';

// A page may have the editor before its components are hydrated.
await window.beforeHydration?.(() => import('twinmark'));
const root = document.getElementById('root');
if (root.firstElementChild === null) {
  createRoot(root).render(<App />);
} else {
  hydrateRoot(root, <App />);
}
window.render = async (source) => (await loadMarkdown()).renderMarkdown(source);
