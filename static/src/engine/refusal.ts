import { ContentSecurityPolicyError } from './api.js';

/**
 * The time that a browser may take to report what it has refused, in milliseconds: it does so in a task of
 * its own, which may follow the failure itself.
 */
const REPORT_DELAY_MS = 200;

/**
 * Keywords that a violation has in place of a URL, and the source expression that would have allowed it.
 * https://www.w3.org/TR/CSP3/#violation-resource
 */
const SOURCES: Readonly<Record<string, string>> = {
  'wasm-eval': "'wasm-unsafe-eval'",
  blob: 'blob:',
};

/**
 * Does something that the page's Content-Security-Policy may refuse. A failure alone does not tell: for a
 * script, a fetch that the policy refuses fails as one without a network does.
 *
 * @param resources what may be refused: URLs, or what stands for one in a violation
 * @throws ContentSecurityPolicyError where it fails and the policy is the reason; else what `attempt` throws
 */
export async function explainingRefusal<Result>(
  resources: readonly string[],
  attempt: () => Promise<Result>,
): Promise<Result> {
  let refusal: SecurityPolicyViolationEvent | undefined;
  const listener = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition === 'enforce' && resources.includes(event.blockedURI)) {
      refusal = event;
    }
  };
  // From the document it reaches the window; in a worker it is told there at once.
  addEventListener('securitypolicyviolation', listener);
  try {
    return await attempt();
  } catch (cause) {
    await new Promise((resolve) => setTimeout(resolve, REPORT_DELAY_MS));
    throw refusal === undefined ? cause : explained(refusal, cause);
  } finally {
    removeEventListener('securitypolicyviolation', listener);
  }
}

function explained(
  { effectiveDirective, blockedURI }: SecurityPolicyViolationEvent,
  cause: unknown,
): ContentSecurityPolicyError {
  const source = SOURCES[blockedURI] ?? new URL(blockedURI).origin;
  return new ContentSecurityPolicyError(effectiveDirective, source, { cause });
}

const reported = new Set<string>();

/** Reports to the console what the page's policy lacks: once, however many editors are in the page. */
export function reportRefusal(error: ContentSecurityPolicyError): void {
  if (!reported.has(error.message)) {
    reported.add(error.message);
    console.error(error.message);
  }
}
