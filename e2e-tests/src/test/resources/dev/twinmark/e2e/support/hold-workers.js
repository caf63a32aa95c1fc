// Keeps workers from their work until release() is called.
const held = new Promise((resolve) => (window.release = resolve));
window.Worker = class extends Worker {
  postMessage(...given) { held.then(() => super.postMessage(...given)); }
};
