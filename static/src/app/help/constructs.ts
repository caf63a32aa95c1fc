import type { Extension } from '../../engine/api.js';
import type { MessageKey } from '../../language/catalogue.js';

/** A construct of Markdown in the sheet; see `showMarkdown`. */
export type Construct = {
  /**
   * Returns Markdown that shows the construct.
   *
   * @param name that of the construct, in the language of the page
   */
  readonly example: (name: string) => string;
  /** The extension that it needs. */
  readonly extension?: Extension;
} & (
  | {
      /** The editor's command that inserts it, and whose label is its name. */
      readonly command: string;
    }
  | {
      /** Its name. The example itself is inserted. */
      readonly name: MessageKey;
    }
);

/** The Markdown that the engine renders, group by group. */
export const CONSTRUCTS = {
  'help.inline': [
    { command: 'bold', example: (name) => `**${name}**` },
    { command: 'italic', example: (name) => `*${name}*` },
    { command: 'strikethrough', example: (name) => `~~${name}~~` },
    { command: 'code', example: (name) => `\`${name}\`` },
    { command: 'link', example: (name) => `[${name}](https://example.org)` },
    { name: 'help.address', extension: 'autolinks', example: () => 'https://example.org' },
    {
      command: 'footnote',
      extension: 'footnotes',
      example: (name) => `${name}[^1]\n\n[^1]: …`,
    },
    {
      name: 'help.inlineFootnote',
      extension: 'inline-footnotes',
      example: (name) => `${name}^[…]`,
    },
    { name: 'help.formula', extension: 'formulas', example: () => '$\\sqrt{x^2}$' },
    { command: 'image', example: (name) => `![${name}](favicon.ico)` },
    { name: 'help.emoji', extension: 'emoji', example: () => ':tada:' },
    { name: 'help.mark', extension: 'marks', example: (name) => `==${name}==` },
    { name: 'help.insert', extension: 'inserts', example: (name) => `++${name}++` },
    { name: 'help.superscript', extension: 'superscript', example: () => 'x^2^' },
    { name: 'help.subscript', extension: 'subscript', example: () => 'H~2~O' },
    { name: 'help.lineBreak', example: (name) => `${name}\\\n2` },
    { name: 'help.escape', example: () => '\\*' },
    { name: 'help.html', example: () => 'H<sub>2</sub>O' },
  ],
  'help.blocks': [
    { command: 'heading1', example: (name) => `# ${name}` },
    { command: 'heading2', example: (name) => `## ${name}` },
    { command: 'heading3', example: (name) => `### ${name}` },
    { command: 'bulletedList', example: (name) => `- ${name}\n- 2\n  - 2.1` },
    { command: 'numberedList', example: (name) => `1. ${name}\n2. 2` },
    { command: 'taskList', example: (name) => `- [x] ${name}\n- [ ] 2` },
    { command: 'quote', example: (name) => `> ${name}` },
    { command: 'alert', extension: 'alerts', example: (name) => `> [!NOTE]\n> ${name}` },
    { command: 'table', example: (name) => `| ${name} | 2 |\n|---|--:|\n| 3 | 4 |` },
    { command: 'codeBlock', example: () => '```js\nlet x = 1;\n```' },
    { name: 'help.formulaBlock', extension: 'formulas', example: () => '$$\n\\sum_{k=1}^n k\n$$' },
    { command: 'rule', example: () => '---' },
    {
      name: 'help.definitionList',
      extension: 'definition-lists',
      example: (name) => `${name}\n: …`,
    },
    {
      name: 'help.tableOfContents',
      extension: 'table-of-contents',
      example: (name) => `[TOC]\n\n### ${name}`,
    },
    {
      command: 'details',
      example: (name) => `<details><summary>${name}</summary>\n\n…\n\n</details>`,
    },
  ],
} as const satisfies Readonly<Partial<Record<MessageKey, readonly Construct[]>>>;
