// Writes random changes and what CodeMirror makes of them, for ChangeSetTest: one case in each line, its JSON
// values between tabs. JSON.stringify escapes tabs, control characters and lone surrogates.
//
//   node changes-oracle.mjs CASES SEED
import { createRequire } from 'node:module';

const { ChangeSet, Text } = createRequire(new URL('../../../../static/package.json', import.meta.url))(
  '@codemirror/state',
);

/** Units that JSON, UTF-8 or line ends could lose. */
const UNITS = [...'abcdefgh\n\n', '\0', '"', '\\', '\t', '\b', '\f', '\x1f', '\x7f', '\u2028', '<', 'é', '\ud83d', '\ude00'];
const MAX_BATCH = 1 << 16;

const [, , cases, seed] = process.argv;
let state = Number(BigInt.asIntN(32, BigInt(seed) ^ (BigInt(seed) >> 32n)));

/** mulberry32: at least 0 and below `end`. */
function below(end) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end);
}

function text(maxUnits) {
  return Array.from({ length: below(maxUnits + 1) }, () => UNITS[below(UNITS.length)]).join('');
}

/** CodeMirror splits strings at a \r as well; none of these has one. */
const toText = (string) => Text.of(string.split('\n'));

function edit(length) {
  const from = below(length + 1);
  const to = below(2) ? from : Math.min(length, from + below(8));
  return { from, to, insert: toText(below(3) ? text(5) : '') };
}

/** Some edits at once, edits one after another, or one edit mapped over others: each makes sections of its own. */
function change(length) {
  const edits = (most) => ChangeSet.of(Array.from({ length: below(most + 1) }, () => edit(length)), length);
  switch (below(4)) {
    case 0:
      return edits(5);
    case 1: {
      let result = ChangeSet.empty(length);
      for (let left = below(6); left > 0; left--) {
        result = result.compose(ChangeSet.of(edit(result.newLength), result.newLength));
      }
      return result;
    }
    case 2: {
      const first = edits(3);
      return first.compose(edits(3).map(first, below(2) === 1));
    }
    default:
      return ChangeSet.of(edit(length), length);
  }
}

const write = (chunk) =>
  new Promise((resolve, reject) => process.stdout.write(chunk, (error) => (error ? reject(error) : resolve())));

let batch = '';
for (let i = 0; i < Number(cases); i++) {
  const before = toText(text(30));
  const a = change(before.length);
  const b = change(before.length);
  const after = a.apply(before);
  const next = change(after.length);
  const values = [
    before.toString(),
    a,
    b,
    next,
    after.toString(),
    a.compose(next),
    a.map(b),
    a.map(b, true),
    b.map(a),
    b.map(a, true),
    Array.from({ length: before.length + 1 }, (_, position) => a.mapPos(position, 1)),
  ];
  batch += values.map((value) => JSON.stringify(value)).join('\t') + '\n';
  if (batch.length > MAX_BATCH) {
    await write(batch);
    batch = '';
  }
}
await write(batch);
