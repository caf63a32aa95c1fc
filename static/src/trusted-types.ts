import workerURL from 'asset:worker.js';

/** Beside the directory of the assets: it is in charge of all that is in its own folder. */
const SERVICE_WORKER_URL = new URL('../service-worker.js', import.meta.url);

/**
 * The one Trusted Types policy, which a page allows with `trusted-types twinmark`. It stays in here:
 * what other code can have of it is the functions below, and DOMPurify's own use of it.
 */
export const policy: TrustedTypePolicy | undefined = (
  globalThis as { trustedTypes?: TrustedTypePolicyFactory }
).trustedTypes?.createPolicy('twinmark', {
  // Only sanitizer/ asks for this, to parse into a document without a browsing context, where nothing
  // runs and nothing loads. ESLint keeps every other file away from all that takes HTML.
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url !== workerURL.href && url !== SERVICE_WORKER_URL.href) {
      throw new TypeError(`Only the editor's own workers may be run, not ${url}`);
    }
    return url;
  },
}) as TrustedTypePolicy | undefined;

/** HTML for a parser in an inert document. */
export function trustedHTML(html: string): string {
  // The DOM's own types want a string; a sink takes a TrustedHTML just as well.
  return (policy?.createHTML(html) ?? html) as string;
}

/** Where the renderer's worker is. */
export function trustedWorkerURL(): URL {
  return (policy?.createScriptURL(workerURL.href) ?? workerURL) as URL;
}

/** Where the service worker is. */
export function trustedServiceWorkerURL(): URL {
  return (policy?.createScriptURL(SERVICE_WORKER_URL.href) ?? SERVICE_WORKER_URL) as URL;
}
