import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { Browser, FakeNetwork, Page } from './collaboration-page.js';
import { FakeAuthority } from './collaboration-server.js';
import { FakeClock } from './fake-clock.js';
import { fakeStorage } from './fake-storage.js';
import { Random } from './random.js';

/** Documents in which pages write. TWINMARK_SESSION_RUNS=1000 is a long run. */
const RUNS = Number(process.env['TWINMARK_SESSION_RUNS'] ?? 40);

const STEPS = 120;

/** Each edit inserts a unit of its own: those of Unicode's private use area. */
const FIRST_MARK = 0xe000;

/** Longer than any delay before a change is stored. */
const STORED_MS = 600;

/** Longer than any delay before a connection is opened again. */
const CONNECTED_MS = 60_000;

class World {
  readonly clock = new FakeClock();
  readonly authority: FakeAuthority;
  readonly network: FakeNetwork;
  readonly browser = new Browser(fakeStorage());

  constructor(text: string, maximumUnits?: number) {
    this.authority = new FakeAuthority(text, maximumUnits);
    this.network = new FakeNetwork(this.authority, this.clock);
  }

  async page(browser = this.browser, known?: { text: Text; version: number }): Promise<Page> {
    const page = await Page.open(this.network, browser, this.clock, () => 0.5, known);
    await this.clock.pass(100);
    return page;
  }
}

test('two pages write in one document', async () => {
  const world = new World('Hello');
  const one = await world.page();
  const other = await world.page(new Browser(fakeStorage()));
  assert.equal(one.detail.state, 'saved');
  one.insert(5, '!');
  other.insert(0, '>');
  assert.equal(one.detail.state, 'sending');
  await world.clock.pass(200);
  assert.equal(one.text.toString(), '>Hello!');
  assert.equal(other.text.toString(), '>Hello!');
  assert.equal(one.detail.state, 'saved');
  assert.equal(one.detail.version, 2);
});

test('what is written offline is kept through a reload, and sent later', async () => {
  const world = new World('Hello');
  const before = await world.page();
  world.network.isUp = false;
  world.network.cut();
  before.insert(5, '!');
  assert.equal(before.detail.state, 'offline');
  assert.equal(before.detail.pending, 1);
  assert.equal(before.detail.stored, false);
  await world.clock.pass(STORED_MS);
  assert.equal(before.detail.stored, true);
  before.crash();
  const after = await world.page();
  assert.equal(after.text.toString(), 'Hello!');
  assert.equal(after.detail.state, 'offline');
  assert.equal(after.session.isWritable, true);
  world.network.isUp = true;
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.authority.text.toString(), 'Hello!');
  assert.equal(after.detail.state, 'saved');
});

test('a page that is closed at once keeps its last edit in a synchronous copy', async () => {
  for (const stored of [0, STORED_MS]) {
    const world = new World('Hello');
    const closed = await world.page();
    await world.clock.pass(stored);
    world.network.isUp = false;
    world.network.cut();
    closed.insert(5, '!');
    closed.close();
    const after = await world.page();
    assert.equal(after.text.toString(), 'Hello!');
    world.network.isUp = true;
    await world.clock.pass(CONNECTED_MS);
    assert.equal(world.authority.text.toString(), 'Hello!');
  }
});

test('a page shows the text of another one of the same browser offline', async () => {
  const world = new World('Hello');
  await world.page();
  await world.clock.pass(STORED_MS);
  world.network.isUp = false;
  world.network.cut();
  const other = await world.page();
  assert.equal(other.text.toString(), 'Hello');
  other.insert(5, '!');
  world.network.isUp = true;
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.authority.text.toString(), 'Hello!');
});

test('the changes of several closed pages are sent by the next one', async () => {
  const world = new World('Hello');
  const pages = [await world.page(), await world.page(), await world.page()];
  await world.clock.pass(STORED_MS);
  world.network.isUp = false;
  world.network.cut();
  for (const [index, page] of pages.entries()) {
    page.insert(5, String(index));
  }
  await world.clock.pass(STORED_MS);
  for (const page of pages) {
    page.crash();
  }
  world.network.isUp = true;
  const next = await world.page();
  await world.clock.pass(CONNECTED_MS);
  assert.deepEqual(Array.from(next.text.toString()).sort(), Array.from('Hello012').sort());
  assert.equal(next.text.toString(), world.authority.text.toString());
  // Its own alone is left.
  assert.equal(world.browser.records.records.size, 1);
});

test('without a record the text is read-only until that of the server has arrived', async () => {
  const world = new World('Hello');
  world.network.isUp = false;
  const page = await world.page();
  assert.equal(page.session.isWritable, false);
  assert.equal(page.isOpened, false);
  world.network.isUp = true;
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.session.isWritable, true);
  assert.equal(page.text.toString(), 'Hello');
});

test('a text of a known version is written on at once', async () => {
  const world = new World('Hello');
  world.network.isUp = false;
  const page = await world.page(world.browser, { text: Text.of(['Hello']), version: 0 });
  assert.equal(page.session.isWritable, true);
  page.insert(5, '!');
  world.network.isUp = true;
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.authority.text.toString(), 'Hello!');
});

test('a user who is signed out goes on writing, and the changes are sent after the sign-in', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.isSignedOut = true;
  world.network.cut(undefined, 4401);
  page.insert(5, '!');
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.detail.state, 'offline');
  assert.equal(page.detail.detail, 'signIn');
  assert.equal(page.detail.pending, 1);
  assert.equal(page.session.isWritable, true);
  assert.deepEqual(page.kept, []);
  world.network.isSignedOut = false;
  page.session.wake();
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.detail.state, 'saved');
  assert.equal(world.authority.text.toString(), 'Hello!');
});

test('unsent changes of a user who has lost the right stay, and are sent when it returns', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.isUp = false;
  world.network.cut();
  page.insert(5, '!');
  world.network.role = 'read';
  world.network.isUp = true;
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.detail.state, 'refused');
  assert.equal(page.detail.detail, 'rights');
  assert.equal(page.detail.pending, 1);
  assert.equal(page.session.isWritable, false);
  assert.deepEqual(page.kept, [{ reason: 'refused', text: 'Hello!' }]);
  assert.equal(page.text.toString(), 'Hello!');
  world.network.role = 'write';
  world.network.tell({ type: 'role', role: 'write' });
  await world.clock.pass(STORED_MS);
  assert.equal(page.detail.state, 'saved');
  assert.equal(world.authority.text.toString(), 'Hello!');
});

test('a right that ends while a push is under way ends writing at once', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.role = 'read';
  page.insert(5, '!');
  await world.clock.pass(STORED_MS);
  assert.equal(page.detail.state, 'refused');
  assert.equal(page.session.isWritable, false);
  assert.equal(world.authority.text.toString(), 'Hello');
});

for (const reason of ['limit', 'quota', 'full', 'size'] as const) {
  test(`a change over a limit is sent once there is room: ${reason}`, async () => {
    const world = new World('Hello', 6);
    world.authority.limitReason = reason;
    const page = await world.page();
    page.insert(5, '!!!');
    await world.clock.pass(STORED_MS);
    assert.equal(page.detail.state, 'refused');
    assert.equal(page.detail.detail, reason);
    assert.equal(page.session.isWritable, true);
    page.replace(5, 7, '');
    await world.clock.pass(5000);
    assert.equal(page.detail.state, 'saved');
    assert.equal(world.authority.text.toString(), 'Hello!');
  });
}

test('a push that is too large for a proxy is not sent again until it is shorter', async () => {
  const world = new World('Hello', 100);
  world.authority.limitReason = 'size';
  const page = await world.page();
  page.insert(5, '!'.repeat(200));
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.detail.detail, 'size');
  assert.equal(world.authority.pushes, 1);
  page.insert(0, '>');
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.authority.pushes, 1);
  page.replace(6, 200, '');
  await world.clock.pass(5000);
  assert.equal(page.detail.state, 'saved');
  assert.equal(world.authority.text.toString(), page.text.toString());
});

test('a deleted document keeps its text in the page, which is read-only', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.tell({ type: 'gone' });
  page.insert(5, '!');
  await world.clock.pass(100);
  assert.equal(page.detail.state, 'gone');
  assert.equal(page.session.isWritable, false);
  assert.equal(page.text.toString(), 'Hello!');
  assert.equal(page.kept[0]?.text, 'Hello!');
});

test('a checksum of another text makes the page fetch the text and keep its own', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.tell({ type: 'checksum', version: 0, hash: 1 });
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.kept[0]?.reason, 'diverged');
  assert.equal(page.detail.state, 'saved');
  assert.equal(page.text.toString(), 'Hello');
});

test('a page whose record was taken begins anew', async () => {
  const world = new World('Hello');
  const page = await world.page();
  await world.clock.pass(STORED_MS);
  const [client, record] = [...world.browser.records.records][0] ?? [];
  assert.ok(client !== undefined && record !== undefined);
  world.browser.records.records.set(client, { ...record, owner: 'another page' });
  page.insert(5, '!');
  await world.clock.pass(CONNECTED_MS);
  assert.equal(page.kept[0]?.reason, 'taken');
  assert.equal(page.detail.state, 'saved');
  assert.equal(page.text.toString(), world.authority.text.toString());
});

test('a client whose name is another account’s goes on under another name', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.isUp = false;
  world.network.cut();
  page.insert(5, '!');
  world.network.isUp = true;
  await world.clock.pass(5);
  const client = [...world.browser.records.records.keys()][0];
  await world.clock.pass(250);
  world.network.cut(client, 4409);
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.authority.text.toString(), 'Hello!');
  assert.equal(page.detail.state, 'saved');
});

test('a connection without a message for 40 s is dead', async () => {
  const world = new World('Hello');
  const page = await world.page();
  await world.clock.pass(120_000);
  assert.equal(world.network.received.length, 1);
  world.network.isUp = false;
  await world.clock.pass(14_000);
  assert.equal(page.detail.state, 'saved');
  await world.clock.pass(28_000);
  assert.equal(page.detail.state, 'offline');
});

test('a push without an answer for 10 s ends the connection', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.latency = () => 1e9;
  page.insert(5, '!');
  await world.clock.pass(9000);
  assert.equal(page.detail.state, 'sending');
  world.network.isUp = false;
  await world.clock.pass(2000);
  assert.equal(page.detail.state, 'offline');
});

test('a paused page has no connection until it is woken', async () => {
  const world = new World('Hello');
  const page = await world.page();
  world.network.tell({ type: 'people', list: [{ client: 'other', name: 'Ben' }] });
  page.insert(5, '!');
  page.session.pause();
  assert.equal(world.network.lines, 0);
  assert.deepEqual(page.detail.people, []);
  await world.clock.pass(CONNECTED_MS);
  assert.equal(world.network.lines, 0);
  assert.equal(world.authority.text.toString(), 'Hello');
  page.session.wake();
  await world.clock.pass(200);
  assert.equal(world.authority.text.toString(), 'Hello!');
  assert.equal(page.detail.state, 'saved');
});

test('pushes are at least 50 ms apart', async () => {
  const world = new World('');
  world.network.latency = () => 0;
  const page = await world.page();
  for (let i = 0; i < 100; i++) {
    page.insert(i, 'x');
    await world.clock.pass(10);
  }
  await world.clock.pass(STORED_MS);
  assert.equal(world.authority.text.length, 100);
  assert.ok(world.authority.pushes <= 21, String(world.authority.pushes));
});

test('a push is stored before it is sent', async () => {
  const world = new World('Hello');
  const page = await world.page();
  const { records } = world.browser;
  const put = records.put.bind(records);
  let release: () => void = () => undefined;
  records.put = async (record, text) => {
    if (record.state.inflight !== undefined) {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    await put(record, text);
  };
  page.insert(5, '!');
  await world.clock.pass(500);
  assert.equal(world.authority.pushes, 0);
  release();
  await world.clock.pass(500);
  assert.equal(world.authority.pushes, 1);
});

test('a page that cannot store anything still writes', async () => {
  const world = new World('Hello');
  world.browser.records.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  const page = await world.page();
  page.insert(5, '!');
  assert.equal(page.detail.stored, false);
  await world.clock.pass(STORED_MS);
  assert.equal(world.authority.text.toString(), 'Hello!');
  assert.equal(page.detail.state, 'saved');
});

test(`${String(RUNS)} documents lose and double nothing through crashes, cuts and pruning`, async () => {
  const { seed } = Random.fromEnvironment();
  for (let run = 0; run < RUNS; run++) {
    await writeTogether((seed + run) | 0);
  }
});

async function writeTogether(seed: number): Promise<void> {
  const about = `TWINMARK_SEED=${String(seed)} TWINMARK_SESSION_RUNS=1`;
  const random = new Random(seed);
  const below = (end: number) => Math.floor(random.below(end));
  const world = new World('some text\nto begin with');
  const { authority, clock, network } = world;
  network.latency = () => below(80);
  const browsers = [world.browser, new Browser(fakeStorage())] as const;
  const pages = await Promise.all(
    [0, 0, 1].map(async (i) => ({ browser: i, page: await open(i) })),
  );
  /** The marks of each page that are stored nowhere yet. */
  const fresh = new Map<Page, string[]>();
  const expected = new Set<string>();
  let mark = FIRST_MARK;

  async function open(browser: number): Promise<Page> {
    const page = await Page.open(network, browsers[browser] ?? browsers[0], clock, () =>
      random.below(1),
    );
    page.hold = () => below(40);
    return page;
  }

  function settle(page: Page): void {
    for (const each of fresh.get(page) ?? []) {
      expected.add(each);
    }
    fresh.delete(page);
  }

  for (let step = 0; step < STEPS; step++) {
    const at = below(pages.length);
    const entry = pages[at];
    assert.ok(entry !== undefined);
    const { browser, page } = entry;
    const kind = below(100);
    if (kind < 55) {
      if (page.session.isWritable) {
        const inserted = String.fromCharCode(mark++);
        page.insert(below(page.text.length + 1), inserted);
        fresh.set(page, [...(fresh.get(page) ?? []), inserted]);
      }
    } else if (kind < 85) {
      await clock.pass(below(120));
    } else if (kind < 88) {
      network.cut();
    } else if (kind < 90) {
      network.isUp = !network.isUp;
    } else if (kind < 92) {
      authority.prune(below(authority.head + 1));
    } else if (kind < 94) {
      await clock.pass(5000);
    } else if (kind < 97) {
      // Edits that the page has not stored are lost.
      if (page.detail.stored) {
        settle(page);
      }
      page.crash();
      fresh.delete(page);
      pages[at] = { browser, page: await open(browser) };
    } else {
      settle(page);
      page.close();
      pages[at] = { browser, page: await open(browser) };
    }
  }
  network.isUp = true;
  await clock.pass(CONNECTED_MS);
  await clock.pass(STORED_MS);
  const text = authority.text.toString();
  for (const { page } of pages) {
    settle(page);
    assert.equal(page.detail.state, 'saved', about);
    assert.equal(page.text.toString(), text, about);
  }
  for (const each of expected) {
    assert.equal(text.split(each).length - 1, 1, `${about} ${each.charCodeAt(0).toString(16)}`);
  }
  const marks = Array.from(text).filter((unit) => unit.charCodeAt(0) >= FIRST_MARK);
  assert.equal(new Set(marks).size, marks.length, about);
}
