import { VIEWPORT } from './chromium.js';

/** A page did not answer in time. */
export class TimeoutError extends Error {}

/** The tab's process ended. */
export class CrashError extends Error {}

/** The time that closing a hanging tab may take. */
const CLOSING_MILLISECONDS = 10_000;

/**
 * A page in a browser context of its own, and so in a process of its own. Expressions are evaluated over the DevTools
 * protocol, which the page's Content Security Policy does not govern.
 */
export class Tab {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {{ scripts?: string[] }} [options] sources that run in each document before its own scripts
   * @returns {Promise<Tab>}
   */
  static async open(browser, { scripts = [] } = {}) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Page.enable');
    for (const source of scripts) {
      await session.send('Page.addScriptToEvaluateOnNewDocument', { source });
    }
    return new Tab(context, page, session);
  }

  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {import('playwright-core').Page} page
   * @param {import('playwright-core').CDPSession} session
   * @private
   */
  constructor(context, page, session) {
    this.context = context;
    this.page = page;
    this.session = session;
    /** @type {string[]} what the page reported as errors */
    this.errors = [];
    page.on('pageerror', (error) => this.errors.push(error.message));
    /** @type {Promise<never>} */
    this.crash = new Promise((_, reject) =>
      page.on('crash', () => reject(new CrashError('The tab crashed.'))),
    );
    this.crash.catch(() => {});
  }

  /**
   * @param {string} url
   * @returns {Promise<void>} when the page has loaded
   */
  async goto(url) {
    await Promise.race([this.page.goto(url, { waitUntil: 'load' }), this.crash]);
  }

  /**
   * Calls a function in the page.
   *
   * @template T
   * @template {unknown[]} A
   * @param {(...args: A) => T | Promise<T>} fn gets nothing of this module: only its source is sent
   * @param {A} args JSON
   * @param {number} [milliseconds] how long to wait for the answer
   * @returns {Promise<T>}
   */
  async call(fn, args, milliseconds = 60_000) {
    const expression = `(${fn})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')})`;
    const { result, exceptionDetails } = await this.inTime(
      this.session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      }),
      milliseconds,
    );
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  /**
   * Runs a script in the page.
   *
   * @param {string} source
   */
  async script(source) {
    await this.inTime(this.session.send('Runtime.evaluate', { expression: source }), 60_000);
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @param {number} milliseconds
   * @returns {Promise<T>}
   */
  async inTime(promise, milliseconds) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new TimeoutError(`No answer within ${milliseconds} ms.`)),
        milliseconds,
      );
    });
    try {
      return await Promise.race([promise, this.crash, /** @type {Promise<never>} */ (late)]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the tab, even one that hangs. */
  async close() {
    const closing = this.context.close().catch(() => {});
    await Promise.race([
      closing,
      new Promise((resolve) => setTimeout(resolve, CLOSING_MILLISECONDS).unref()),
    ]);
  }
}
