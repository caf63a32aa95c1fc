import workerURL, { integrity } from 'asset:worker.js';
import { fetchOptions } from '../engine/fetch-module.js';
import { ContentSecurityPolicyError } from '../engine/api.js';

const NAME = 'twinmark';

/** The URLs that a worker may be run from: only code in here adds to them. */
const workerURLs = new Set([workerURL.href]);

/** Why there is no policy, where the page's own policy does not allow ours. */
let refusal: ContentSecurityPolicyError | undefined;

/**
 * The one Trusted Types policy, which a page allows with `trusted-types twinmark`. It stays in here:
 * what other code can have of it is the functions below, and DOMPurify's own use of it.
 */
export const policy = createPolicy();

function createPolicy(): TrustedTypePolicy | undefined {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicyFactory };
  try {
    return trustedTypes?.createPolicy(NAME, {
      // Only sanitizer/ asks for this, to parse into a document without a browsing context, where nothing
      // runs and nothing loads. ESLint keeps every other file away from all that takes HTML.
      createHTML: (html) => html,
      createScriptURL: (url) => {
        if (!workerURLs.has(url)) {
          throw new TypeError(`Only the editor's own workers may be run, not ${url}`);
        }
        return url;
      },
    }) as TrustedTypePolicy | undefined;
  } catch (cause) {
    refusal = new ContentSecurityPolicyError('trusted-types', NAME, { cause });
    return undefined;
  }
}

/** @throws ContentSecurityPolicyError where the page's policy forbids ours, without which nothing is shown */
export function checkPolicy(): void {
  if (refusal !== undefined) {
    throw refusal;
  }
}

/** HTML for a parser in an inert document. */
export function trustedHTML(html: string): string {
  checkPolicy();
  // The DOM's own types want a string; a sink takes a TrustedHTML just as well.
  return (policy?.createHTML(html) ?? html) as string;
}

let copy: Promise<string> | undefined;

/**
 * Returns the URL of the renderer's worker. A worker cannot be started from a cross-origin script, but can
 * be from a copy of it. https://html.spec.whatwg.org/#worker-processing-model
 *
 * @throws TypeError when a copy is needed and cannot be fetched
 */
export async function trustedWorkerURL(): Promise<URL> {
  if (workerURL.origin === location.origin) {
    return trustedScriptURL(workerURL.href);
  }
  copy ??= copyWorker().catch((error: unknown) => {
    copy = undefined;
    throw error;
  });
  return trustedScriptURL(await copy);
}

async function copyWorker(): Promise<string> {
  const response = await fetch(workerURL, fetchOptions({ url: workerURL, integrity }));
  const url = URL.createObjectURL(await response.blob());
  workerURLs.add(url);
  return url;
}

/** Returns the URL of the service worker, whose scope is all that is in its own folder, that of the page. */
export function trustedServiceWorkerURL(): URL {
  const { href } = new URL('service-worker.js', location.href);
  workerURLs.add(href);
  return trustedScriptURL(href);
}

function trustedScriptURL(url: string): URL {
  checkPolicy();
  // The DOM's own types want a URL; a sink takes a TrustedScriptURL just as well.
  return (policy?.createScriptURL(url) ?? new URL(url)) as URL;
}
