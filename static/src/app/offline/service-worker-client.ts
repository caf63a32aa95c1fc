import { message } from '../../language/catalogue.js';
import { trustedServiceWorkerURL } from '../../security/trusted-types.js';

/**
 * Registers the service worker, which caches the page for offline use, and offers newer versions of the page.
 * Nothing is reloaded unless the user asks for it.
 *
 * @param beforeReload stores the user's edits; the page is reloaded only if it returns true
 */
export async function workOffline(
  notice: HTMLElement,
  beforeReload: () => Promise<boolean>,
): Promise<void> {
  // Available only over HTTPS or from localhost.
  if (!('serviceWorker' in navigator)) {
    return;
  }
  let registration: ServiceWorkerRegistration;
  try {
    registration = await navigator.serviceWorker.register(trustedServiceWorkerURL());
  } catch {
    // Blocked, as in some private windows, or unreachable: the page works, but not offline.
    return;
  }
  const offer = (worker: ServiceWorker | null): void => {
    const { controller } = navigator.serviceWorker;
    // Unless another worker controls the page, this is the first one and not an update. On a busy machine, WebKit
    // reports it as installed only once it controls the page.
    if (worker !== null && controller !== null && controller !== worker) {
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
