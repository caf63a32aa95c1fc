import { message } from '../../language/catalogue.js';
import { trustedServiceWorkerURL } from '../../security/trusted-types.js';

/**
 * Has the service worker keep the page for when there is no network, and offers a newer one when it is
 * there. Nothing is reloaded unless the reader asks for it.
 *
 * @param beforeReload keeps what has been written; the page is loaded anew if it says that this is done
 */
export async function workOffline(
  notice: HTMLElement,
  beforeReload: () => Promise<boolean>,
): Promise<void> {
  // Only over HTTPS or from this machine.
  if (!('serviceWorker' in navigator)) {
    return;
  }
  let registration: ServiceWorkerRegistration;
  try {
    registration = await navigator.serviceWorker.register(trustedServiceWorkerURL());
  } catch {
    // Refused, as in some private windows, or out of reach: the page works, only not without a network.
    return;
  }
  const offer = (worker: ServiceWorker | null): void => {
    // Without one in charge, this is the first.
    if (worker !== null && navigator.serviceWorker.controller !== null) {
      offerReload(notice, async () => {
        if (!(await beforeReload())) {
          return false;
        }
        navigator.serviceWorker.addEventListener('controllerchange', () => {
          location.reload();
        });
        worker.postMessage('take over');
        return true;
      });
    }
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') {
        offer(worker);
      }
    });
  });
}

function offerReload(notice: HTMLElement, reload: () => Promise<boolean>): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = message('offline.reload');
  button.addEventListener('click', () => {
    button.disabled = true;
    void reload().then((isUnderWay) => {
      button.disabled = isUnderWay;
    });
  });
  notice.replaceChildren(`${message('offline.ready')} `, button);
}
