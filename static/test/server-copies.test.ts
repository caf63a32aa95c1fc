import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Browser, inBrowser, until, type Window } from './session-windows.js';

const SERVER_ID = '0123456789abcdefghjkmnpqrs';
const ADDRESS = `api/documents/${SERVER_ID}/live`;

/** Opens a window whose document, `# One`, is on the server as well. */
async function openCopy(browser: Browser): Promise<Window> {
  const window = await browser.open();
  await window.write('# One');
  await window.session.keepOnServer(SERVER_ID);
  return window;
}

test('the editor follows the document of the server from its first version', () =>
  inBrowser(async (browser) => {
    const window = await openCopy(browser);
    assert.deepEqual([window.editor.live, window.editor.version], [ADDRESS, '0']);
    const again = await browser.open(window.id);
    assert.deepEqual([again.editor.live, again.editor.version], [ADDRESS, undefined]);
  }));

test('another document ends it before its text is shown', () =>
  inBrowser(async (browser) => {
    const window = await openCopy(browser);
    const shown: string[] = [];
    const { editor } = window;
    const open = editor.open.bind(editor);
    editor.open = (text) => {
      shown.push(editor.live);
      open(text);
    };
    await window.session.openNew('# Other');
    assert.equal(editor.live, '');
    await window.session.openLatest();
    const [copy] = ((await window.session.store?.list()) ?? []).filter(({ serverId }) => serverId);
    await window.session.open(copy?.id ?? '');
    assert.equal(editor.live, ADDRESS);
    assert.ok(shown.length >= 2);
    assert.ok(shown.every((live) => live === ''));
  }));

test('the copies of two windows replace each other without a conflict', () =>
  inBrowser(async (browser) => {
    const first = await openCopy(browser);
    const second = await browser.open(first.id);
    first.editor.type('# First');
    second.editor.type('# Second');
    await first.save();
    await second.save();
    assert.ok(!first.log.includes('conflict'));
    assert.ok(!second.log.includes('conflict'));
    // The server, and not the store, changes the text of a window.
    assert.equal(first.editor.value, '# First');
    assert.equal((await browser.texts()).length, 1);
  }));

test('a window follows when another one moves its document to the server', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    const second = await browser.open(first.id);
    await first.session.keepOnServer(SERVER_ID);
    await until(() => second.editor.live === ADDRESS);
    assert.equal(second.editor.version, undefined);
  }));

test('what a window writes while another one moves its document is not lost', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    const second = await browser.open(first.id);
    second.editor.type('# Second');
    await first.session.keepOnServer(SERVER_ID);
    await first.write('# First');
    await second.save();
    await until(() => second.log.includes('conflict'));
    assert.deepEqual(await browser.texts(), ['# First', '# Second']);
  }));

test('a document that is deleted on the server stays in this browser', () =>
  inBrowser(async (browser) => {
    const window = await openCopy(browser);
    await window.write('# Two');
    await window.session.keepOnServer(undefined);
    assert.equal(window.editor.live, '');
    assert.deepEqual(await browser.texts(), ['# Two']);
    assert.equal(window.session.entry?.serverId, undefined);
  }));
