import { Parser } from '@lezer/common';

/** The parameters of a parse: the input, the fragments of an earlier tree, and the ranges to read. */
export type ParseParameters = Parameters<Parser['createParse']>;

/** A grammar that changes what another one is given. */
export abstract class WrappingParser extends Parser {
  protected readonly markdown: Parser;

  constructor(markdown: Parser) {
    super();
    this.markdown = markdown;
  }
}
