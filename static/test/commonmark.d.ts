/** The part of commonmark.js that the tests use; the package has no types. */
declare module 'commonmark' {
  export class Parser {
    parse(source: string): object;
  }

  export class HtmlRenderer {
    render(document: object): string;
  }
}
