import vue from '@vitejs/plugin-vue';

// As Vue wants to be told of any custom element: https://vuejs.org/guide/extras/web-components
const isCustomElement = (tag) => tag === 'twinmark-editor';

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
