// The body of an async function. Its argument, as JSON: documents, the edits of each, and the digest of
// the HTML that the JVM makes of the text after each edit. Stops at the first edit that differs.
const { loadMarkdown } = await import('/assets/v1/markdown.js');
const markdown = await loadMarkdown();

/** Ten times what the longest text needs where each call parses one block. */
const MOST_SLICES = 100_000;

const result = { compared: 0, incomplete: 0, detached: 0 };

/** What somebody knows of a document who has seen only its patches. */
class Mirror {
  blocks = [];

  apply({ splices }) {
    for (const { index, removed, added } of splices) {
      // Array.splice would take out what there is.
      if (index + removed > this.blocks.length) {
        throw new Error(`A patch takes ${removed} from ${index} out of ${this.blocks.length} blocks`);
      }
      this.blocks.splice(index, removed, ...added);
    }
  }

  html() {
    return this.blocks.map(({ html }) => html).join('');
  }

  lines() {
    return this.blocks.reduce((sum, { lines, blankLines }) => sum + lines + blankLines, 0);
  }
}

const goOn = (live, budget) => {
  const request = live.outstandingParse();
  if (request === undefined) return live.advance(budget);
  result.detached++;
  return live.adopt(markdown.runDetachedParse(request));
};

/** What is wrong after a step, or undefined. */
const problemOf = async (live, mirror, { changes, budget, slices, digest, lines }, isLast) => {
  const decoded = changes?.map(({ from, to, insert }) => ({ from, to, insert: e2e.decode(insert) }));
  let patch = decoded === undefined ? live.advance(budget) : live.edit(decoded, budget);
  mirror.apply(patch);
  for (let slice = 0; slice < slices && !patch.complete; slice++) {
    if (slice === MOST_SLICES) throw new Error(`Still incomplete after ${slice} calls`);
    patch = goOn(live, budget);
    mirror.apply(patch);
  }
  if (!patch.complete && !isLast) {
    result.incomplete++;
    return undefined;
  }
  const html = live.html();
  if ((await e2e.digest(html)) !== digest) return { problem: 'the HTML differs', html: e2e.encode(html) };
  // html() has parsed the rest of an incomplete document, which the next patch has.
  if (!patch.complete) mirror.apply(live.advance());
  if (mirror.html() !== html) return { problem: 'the patches make other HTML', html: e2e.encode(mirror.html()) };
  if (mirror.lines() !== lines) return { problem: `the blocks have ${mirror.lines()} lines, the text ${lines}` };
  if (decoded !== undefined) result.compared++;
  return undefined;
};

for (const [session, { source, extensions, longestParse, steps }] of JSON.parse(args[0]).entries()) {
  const live = markdown.openDocument(e2e.decode(source), { extensions, longestParse });
  const mirror = new Mirror();
  for (const [step, given] of steps.entries()) {
    let problem;
    try {
      problem = await problemOf(live, mirror, given, step === steps.length - 1);
    } catch (error) {
      problem = { problem: error.stack };
    }
    if (problem !== undefined) return { ...result, failure: { session, step, ...problem } };
  }
  live.close();
}
return result;
