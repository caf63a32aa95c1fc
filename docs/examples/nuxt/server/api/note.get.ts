import { renderSafeHtml } from 'twinmark/render';

export default defineEventHandler(async () => {
  const text = noteStore.text();
  return { text, html: await renderSafeHtml(text) };
});
