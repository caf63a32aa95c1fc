import { random } from './random.js';
import { bytesOf } from './text.js';

const SEED = 20261124;
const WORDS = (
  'editor preview paragraph heading document reader letter window garden river mountain simple quick careful bright ' +
  'silent seven every within about because between writes shows keeps opens carries finds measures follows and the of ' +
  'to in that it with for as on by'
).split(' ');

/**
 * A document as people write them: headings, paragraphs with emphasis, code, links and images, lists, task lists,
 * tables, quotations, fenced code, some raw HTML and link reference definitions.
 *
 * @param {number} bytes about how long it is to be, in UTF-8
 * @returns {string} always the same for the same length
 */
export function mixedDocument(bytes) {
  const next = random(SEED);
  /** @param {number} n */
  const below = (n) => Math.floor(next() * n);
  const word = () => WORDS[below(WORDS.length)];
  /** @param {number} n */
  const words = (n) => Array.from({ length: n }, word).join(' ');
  let references = 0;

  const span = () => {
    switch (below(9)) {
      case 0:
        return `*${words(2)}*`;
      case 1:
        return `**${words(2)}**`;
      case 2:
        return `\`${word()}(${word()})\``;
      case 3:
        return `[${words(2)}](https://example.org/${word()}?q=${word()}&n=${below(100)} "${words(2)}")`;
      case 4:
        return `~~${words(2)}~~`;
      case 5:
        return `[${words(2)}][ref-${below(references + 1)}]`;
      case 6:
        return `<https://example.com/${word()}>`;
      case 7:
        return `&copy; ${below(50) + 1976} — “${words(3)}”`;
      default:
        return `![${words(2)}](/images/${word()}.png)`;
    }
  };
  const sentence = () => {
    const text = Array.from(
      { length: 2 + below(3) },
      () => `${words(4 + below(6))} ${below(3) === 0 ? span() : word()}`,
    );
    return `${text.join(', ').replace(/^./, (c) => c.toUpperCase())}.`;
  };
  const paragraph = () => Array.from({ length: 2 + below(3) }, sentence).join('\n');
  const row = () => `| ${word()} | ${span().replaceAll('|', '\\|')} | ${below(1000)} |`;

  const blocks = [
    () => `${'#'.repeat(2 + below(3))} ${words(3)}`,
    paragraph,
    paragraph,
    paragraph,
    () => Array.from({ length: 3 + below(4) }, () => `- ${sentence()}`).join('\n'),
    () =>
      Array.from(
        { length: 3 },
        (_, i) => `${i + 1}. ${words(5)}\n   - ${words(4)}\n   - ${span()}`,
      ).join('\n'),
    () => Array.from({ length: 4 }, (_, i) => `- [${i % 2 ? 'x' : ' '}] ${words(6)}`).join('\n'),
    () =>
      `| Name | Value | Count |\n|:-----|:-----:|------:|\n${Array.from({ length: 4 + below(4) }, row).join('\n')}`,
    () => `> ${sentence()}\n>\n> ${sentence()}`,
    () =>
      `\`\`\`js\nfor (const ${word()} of ${word()}) {\n  if (a < b && c > d) ${word()}("${words(2)}");\n}\n\`\`\``,
    () => `<details>\n<summary>${words(2)}</summary>\n\n${paragraph()}\n\n</details>`,
    () => `[ref-${++references}]: https://example.net/${word()}/${below(1000)} "${words(2)}"`,
  ];

  const parts = [`# ${words(3)}`];
  let length = bytesOf(parts[0]);
  while (length < bytes) {
    const block = blocks[below(blocks.length)]();
    parts.push(block);
    length += bytesOf(block) + 2;
  }
  return `${parts.join('\n\n')}\n`;
}
