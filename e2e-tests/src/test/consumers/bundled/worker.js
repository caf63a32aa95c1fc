import { loadMarkdown } from 'twinmark/markdown';

addEventListener('message', async ({ data }) => {
  postMessage((await loadMarkdown()).renderMarkdown(data));
});
