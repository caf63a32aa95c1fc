import type { ContentSecurityPolicyError } from '../engine/api.js';

const told = new Set<string>();

/** Tells whoever has made the page what its policy lacks: once, however many editors are in it. */
export function tellConsole(error: ContentSecurityPolicyError): void {
  if (!told.has(error.message)) {
    told.add(error.message);
    console.error(error.message);
  }
}
