import workerURL from 'asset:worker.js';

/**
 * The one Trusted Types policy, which a page allows with `trusted-types twinmark`. It stays in here:
 * what other code can have of it is the two functions below, and DOMPurify's own use of it.
 */
export const policy: TrustedTypePolicy | undefined = (
  globalThis as { trustedTypes?: TrustedTypePolicyFactory }
).trustedTypes?.createPolicy('twinmark', {
  // Only sanitizer/ asks for this, to parse into a document without a browsing context, where nothing
  // runs and nothing loads. ESLint keeps every other file away from all that takes HTML.
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url !== workerURL.href) {
      throw new TypeError(`Only the renderer's worker may be run, not ${url}`);
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
