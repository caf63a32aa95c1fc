import { chromium } from 'playwright-core';

/** ./bench names the machine’s own. */
const EXECUTABLE = process.env.CHROMIUM;

/** One size for all, because layout costs grow with what is visible. */
export const VIEWPORT = { width: 1280, height: 800 };

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // An editor that asks for something of another host gets an answer at once, which is no.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launch() {
  if (EXECUTABLE === undefined) {
    throw new Error(
      'CHROMIUM does not say which Chromium to use: start the benchmarks with ./bench.',
    );
  }
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}
