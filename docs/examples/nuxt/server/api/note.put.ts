export default defineEventHandler(async (event) => {
  const { text } = await readBody<{ text: string }>(event);
  noteStore.keep(text);
  return { text };
});
