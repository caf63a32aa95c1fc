// Runs in every worker before its own script. The page does not hear of a worker's violations.
addEventListener('securitypolicyviolation', (event) =>
  console.error('[twinmark-e2e] securitypolicyviolation in a worker', event.violatedDirective, event.blockedURI, event.sample));
