import 'twinmark';

const editor = document.createElement('twinmark-editor');
editor.value = `*from ${document.title}*`;
editor.addEventListener('input', () => {
  document.querySelector('output').textContent = editor.value;
});
document.body.append(editor);

// The engine alone, where there is no page.
window.render = (source) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(source);
  });
