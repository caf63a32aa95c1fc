/**
 * Calls a function each time that a service worker controls the page which shows the pictures of this browser: one of
 * an earlier build does not, and a page that was reloaded past the cache has none until it is asked.
 */
export function onPicturesServed(served: () => void): void {
  // Available only over HTTPS or from localhost, and not in some private windows.
  if (!('serviceWorker' in navigator)) {
    return;
  }
  const { serviceWorker } = navigator;
  const ask = async (): Promise<void> => {
    const worker = serviceWorker.controller ?? (await serviceWorker.getRegistration())?.active;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // Asks again when it has taken control.
      if (serviceWorker.controller !== null) {
        served();
      }
    };
    worker?.postMessage('show pictures', [port2]);
  };
  serviceWorker.addEventListener('controllerchange', () => void ask());
  void ask();
}
