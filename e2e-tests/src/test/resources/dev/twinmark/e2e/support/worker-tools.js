// Runs in every worker before its own script. The page does not hear of a worker's violations.
addEventListener('securitypolicyviolation', (event) =>
  console.error('[twinmark-e2e] securitypolicyviolation in a worker', event.violatedDirective, event.blockedURI, event.sample));

// Keeps the worker busy for ever from this message on: the requests posted after it stay in its queue.
addEventListener('message', ({ data }) => {
  while (data === 'e2e: never return');
});
