/** A style that is marked by the same characters at both ends of the text. */
export interface InlineStyle {
  readonly mark: string;
  /** Another mark, for places where the usual one would be none. */
  readonly otherMark?: string;
  /** The names that Lezer's grammar has for it, and for its marks. */
  readonly node: string;
  readonly markNode: string;
}

export const BOLD: InlineStyle = {
  mark: '**',
  otherMark: '__',
  node: 'StrongEmphasis',
  markNode: 'EmphasisMark',
};
export const ITALIC: InlineStyle = {
  mark: '*',
  otherMark: '_',
  node: 'Emphasis',
  markNode: 'EmphasisMark',
};
export const STRIKETHROUGH: InlineStyle = {
  mark: '~~',
  node: 'Strikethrough',
  markNode: 'StrikethroughMark',
};
export const CODE: InlineStyle = { mark: '`', node: 'InlineCode', markNode: 'CodeMark' };
export const HIGHLIGHT: InlineStyle = {
  mark: '==',
  node: 'MarkedText',
  markNode: 'MarkedTextMark',
};
