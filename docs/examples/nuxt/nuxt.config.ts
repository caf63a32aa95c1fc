export default defineNuxtConfig({
  css: ['twinmark/markdown.css'],
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('twinmark-') } },
  telemetry: false,
});
