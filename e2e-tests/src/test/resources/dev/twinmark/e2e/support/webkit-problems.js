// Passes a page's console errors on to the tests' proxy: WebKit's driver keeps no log. Synchronously,
// so that a report is there before the page goes on or goes away.
{
  const { error } = console;
  let reporting = false; // a report that fails may be a problem itself
  console.error = (...given) => {
    error.apply(console, given);
    if (reporting) return;
    reporting = true;
    try {
      const request = new XMLHttpRequest();
      request.open('POST', '/.twinmark-e2e/problem', false);
      request.send(given.map((one) => (one?.stack ? `${one} ${one.stack}` : String(one))).join(' '));
    } finally {
      reporting = false;
    }
  };
}
