/**
 * Puts a text on the browser's clipboard, which all its pages share.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} server the address of the benchmarks' own server
 * @param {string} text
 */
export async function copy(browser, server, text) {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  try {
    const page = await context.newPage();
    await page.goto(`${server}blank.html`);
    await page.bringToFront();
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  } finally {
    await context.close();
  }
}
