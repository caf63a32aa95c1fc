import type {} from 'mdast-util-to-markdown';
import type { BlockContent, DefinitionContent, Parent, PhrasingContent } from 'mdast';

/** A footnote where it is referred to. */
export interface InlineFootnote extends Parent {
  type: 'inlineFootnote';
  children: PhrasingContent[];
}

/** A list of terms and what they mean. */
export interface DefinitionList extends Parent {
  type: 'definitionList';
  children: (DefinitionTerm | DefinitionDetails)[];
}

export interface DefinitionTerm extends Parent {
  type: 'definitionTerm';
  children: PhrasingContent[];
}

/** A meaning of the terms before it. */
export interface DefinitionDetails extends Parent {
  type: 'definitionDetails';
  /** True if its paragraphs are such, and blank lines are around them. */
  spread: boolean;
  children: (BlockContent | DefinitionContent)[];
}

declare module 'mdast' {
  interface BlockContentMap {
    definitionList: DefinitionList;
  }
  interface PhrasingContentMap {
    inlineFootnote: InlineFootnote;
  }
  interface RootContentMap {
    definitionDetails: DefinitionDetails;
    definitionList: DefinitionList;
    definitionTerm: DefinitionTerm;
    inlineFootnote: InlineFootnote;
  }
  interface BlockquoteData {
    /** The kind of the alert that it was, such as `NOTE`. */
    alert?: string;
    /** True if it is written as one. */
    isMarked?: boolean;
    /** True if its first paragraph says no more than its kind. */
    isTitled?: boolean;
  }
  interface CodeData {
    /** True for TeX between lines of dollars. */
    isFormula?: boolean;
  }
  interface InlineCodeData {
    /** TeX, and not code. */
    formula?: 'inline' | 'display';
  }
  interface TableData {
    /** The front matter that the table shows. */
    properties?: string;
  }
}

declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    inlineFootnote: 'inlineFootnote';
  }
}
