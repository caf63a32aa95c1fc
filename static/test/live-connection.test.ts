import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../src/collaboration/connection.js';
import {
  EventParser,
  type LinkEvents,
  type OpenLink,
  streamLink,
} from '../src/collaboration/links.js';
import { parseMessage } from '../src/collaboration/messages.js';
import { colorIndex, PEER_COLORS } from '../src/collaboration/peers.js';
import { FakeClock } from './fake-clock.js';

const WELCOME = JSON.stringify({
  type: 'welcome',
  role: 'write',
  version: 0,
  seq: 0,
  limits: { pushBytes: 1000 },
});

class Attempts {
  readonly clock = new FakeClock();
  readonly made: { readonly way: string; readonly time: number; readonly events: LinkEvents }[] =
    [];
  readonly codes: number[] = [];
  readonly connection: Connection;

  constructor(random: () => number = () => 1) {
    const way =
      (name: string): OpenLink =>
      (_hello, events) => {
        this.made.push({ way: name, time: this.clock.now(), events });
        return { send: () => undefined, close: () => undefined };
      };
    this.connection = new Connection(
      { socket: way('socket'), stream: way('stream') },
      () => ({ type: 'hello', protocol: 1, client: 'a', version: null, name: '' }),
      {
        received: () => undefined,
        closed: (code) => {
          this.codes.push(code);
        },
      },
      this.clock,
      random,
    );
    this.connection.start();
  }

  get last(): LinkEvents {
    const { events } = this.made.at(-1) ?? {};
    assert.ok(events !== undefined);
    return events;
  }

  get ways(): string[] {
    return this.made.map(({ way }) => way);
  }
}

test('the delays between attempts double up to half a minute', async () => {
  const attempts = new Attempts();
  for (let i = 0; i < 9; i++) {
    attempts.last.closed(1006);
    await attempts.clock.pass(30_000);
  }
  const times = attempts.made.map(({ time }) => time);
  // Each is the time since the failure, 30 s after the one before.
  assert.deepEqual(
    times.slice(1, 4).map((time, i) => time - i * 30_000),
    [500, 1000, 2000],
  );
  assert.equal((times[9] ?? 0) - 8 * 30_000, 30_000);
});

test('the delays are spread over their second half', async () => {
  const attempts = new Attempts(() => 0);
  attempts.last.closed(1006);
  await attempts.clock.pass(249);
  assert.equal(attempts.made.length, 1);
  await attempts.clock.pass(1);
  assert.equal(attempts.made.length, 2);
});

test('a stream is tried after two WebSockets that could not be opened', async () => {
  const attempts = new Attempts();
  for (let i = 0; i < 3; i++) {
    attempts.last.closed(1006);
    await attempts.clock.pass(30_000);
  }
  assert.deepEqual(attempts.ways, ['socket', 'socket', 'stream', 'socket']);
});

test('a WebSocket is tried once after a stream that had an answer', async () => {
  const attempts = new Attempts();
  for (let i = 0; i < 2; i++) {
    attempts.last.closed(1006);
    await attempts.clock.pass(30_000);
  }
  attempts.last.received(WELCOME);
  for (let i = 0; i < 2; i++) {
    attempts.last.closed(1006);
    await attempts.clock.pass(30_000);
  }
  assert.deepEqual(attempts.ways, ['socket', 'socket', 'stream', 'socket', 'stream']);
});

test('a WebSocket that the server has refused was not blocked', async () => {
  const attempts = new Attempts();
  for (let i = 0; i < 3; i++) {
    attempts.last.closed(4403);
    await attempts.clock.pass(20_000);
  }
  assert.deepEqual(new Set(attempts.ways), new Set(['socket']));
  assert.deepEqual(attempts.codes, [4403, 4403, 4403]);
});

test('a network that is back ends the waiting', async () => {
  const attempts = new Attempts();
  for (let i = 0; i < 6; i++) {
    attempts.last.closed(1006);
    await attempts.clock.pass(30_000);
  }
  attempts.last.closed(1006);
  const { length } = attempts.made;
  attempts.connection.wake();
  assert.equal(attempts.made.length, length + 1);
  // Not twice.
  attempts.connection.wake();
  assert.equal(attempts.made.length, length + 1);
});

test('a connection that was stopped stays so', async () => {
  const attempts = new Attempts();
  attempts.connection.stop();
  attempts.connection.wake();
  attempts.connection.restart();
  await attempts.clock.pass(100_000);
  assert.equal(attempts.made.length, 1);
});

test('server-sent events are read in any pieces', () => {
  const stream = ': hello\n\ndata: {"a":1}\n\nevent: x\r\ndata:b\r\ndata: c\r\n\r\ndata: d';
  for (let size = 1; size < stream.length; size++) {
    const received: string[] = [];
    const parser = new EventParser((data) => received.push(data));
    for (let at = 0; at < stream.length; at += size) {
      parser.push(stream.slice(at, at + size));
    }
    assert.deepEqual(received, ['{"a":1}', 'b\nc'], String(size));
  }
});

/** The outcome of a stream for the answers of a server, by the ends of their addresses. */
async function streamed(
  answers: Readonly<Record<string, () => Response>>,
): Promise<{ received: string[]; code: number; requested: string[] }> {
  const received: string[] = [];
  const requested: string[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = (address, init) => {
    const { pathname, search } = new URL(address as URL);
    requested.push(`${init?.method ?? 'GET'} ${pathname}${search}`);
    const answer = answers[pathname.split('/').at(-1) ?? ''];
    return answer === undefined
      ? Promise.reject(new TypeError('no connection'))
      : Promise.resolve(answer());
  };
  try {
    const code = await new Promise<number>((resolve) => {
      const link = streamLink('http://localhost/base/api/documents/1/live')(
        { type: 'hello', protocol: 1, client: 'a', version: 3, name: 'Ada' },
        { received: (json) => received.push(json), closed: resolve },
      );
      link.send({ type: 'cursor', version: 3, ranges: [] });
    });
    return { received, code, requested };
  } finally {
    globalThis.fetch = original;
  }
}

test('a stream reads events, and posts messages', async () => {
  const { received, code, requested } = await streamed({
    events: () => new Response('data: {"type":"beat"}\n\n'),
    messages: () => new Response(null, { status: 204 }),
  });
  assert.deepEqual(received, ['{"type":"beat"}']);
  assert.equal(code, 1006);
  assert.deepEqual(requested.sort(), [
    'GET /base/api/documents/1/events?protocol=1&client=a&version=3&name=Ada',
    'POST /base/api/documents/1/messages?client=a',
  ]);
});

test('a push that a proxy does not accept is refused, and the stream goes on', async () => {
  const original = globalThis.fetch;
  const received: string[] = [];
  try {
    globalThis.fetch = (_address, init) =>
      Promise.resolve(
        init?.method === 'POST'
          ? new Response('<html>413 Request Entity Too Large</html>', { status: 413 })
          : new Response(new ReadableStream()),
      );
    await new Promise<void>((resolve) => {
      const link = streamLink('http://localhost/api/documents/1/live')(
        { type: 'hello', protocol: 1, client: 'a', version: 3, name: '' },
        {
          received: (json) => {
            received.push(json);
            resolve();
          },
          closed: (code) => {
            assert.fail(String(code));
          },
        },
      );
      link.send({ type: 'push', seq: 7, version: 3, changes: [[0, 'a']] });
    });
  } finally {
    globalThis.fetch = original;
  }
  assert.deepEqual(
    received.map((json) => parseMessage(json)),
    [{ type: 'refused', seq: 7, reason: 'size' }],
  );
});

test('a document that a server with documents does not find is refused', async () => {
  const notFound = () => new Response(null, { status: 404 });
  const messages = () => new Response(null, { status: 204 });
  const list = () => new Response('{}');
  assert.equal((await streamed({ events: notFound, messages, documents: list })).code, 4403);
  assert.equal((await streamed({ events: notFound, messages, documents: notFound })).code, 1006);
  assert.equal((await streamed({ events: notFound, messages })).code, 1006);
});

test('a session that has ended is told from a right that has', async () => {
  const events = () => new Response(null, { status: 401 });
  assert.equal((await streamed({ events })).code, 4401);
});

test('a message that cannot be posted ends the stream', async () => {
  const open = () => new Response(new ReadableStream());
  assert.equal((await streamed({ events: open })).code, 1006);
  const conflict = () => new Response(null, { status: 409 });
  assert.equal((await streamed({ events: open, messages: conflict })).code, 1006);
});

test('messages of another form are ignored', () => {
  for (const json of [
    '{',
    'null',
    '[]',
    '{"type":"later"}',
    '{"type":"toString"}',
    '{"type":"text","version":-1,"text":""}',
    '{"type":"text","version":1}',
    '{"type":"changes","from":0,"list":[{"client":"a","seq":1}]}',
    '{"type":"cursor","client":"a","version":0,"ranges":[[0]]}',
    '{"type":"role","role":"admin"}',
  ]) {
    assert.equal(parseMessage(json), undefined, json);
  }
  assert.deepEqual(parseMessage('{"type":"beat"}'), { type: 'beat' });
});

test('the colours of carets can be read in both themes', () => {
  const onWhite = 1.05;
  // The paper of the dark theme.
  const onDark = luminance('#16191e') + 0.05;
  for (const color of PEER_COLORS) {
    const own = luminance(color) + 0.05;
    assert.ok(onWhite / own >= 4.5, `${color} on white: ${String(onWhite / own)}`);
    assert.ok(own / onDark >= 3, `${color} on dark: ${String(own / onDark)}`);
  }
});

test('a client has the same colour in each browser', () => {
  assert.equal(colorIndex('0123456789abcdef'), colorIndex('0123456789abcdef'));
  const seen = new Set(Array.from({ length: 100 }, (_, i) => colorIndex(`client ${String(i)}`)));
  assert.equal(seen.size, PEER_COLORS.length);
});

/** As WCAG 2 defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
