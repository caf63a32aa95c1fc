import type { EditorState, StateCommand } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { type Container, itemsOf, leafOf, linePlace } from './containers.js';
import { cellPosition } from './table.js';

/** Tells the writer, and so a screen reader, the block with the caret, and what that is in. */
export const tellPlace: StateCommand = ({ state }) => {
  tell({ state }, placeName(state));
  return true;
};

/** The name of the block with the caret, and of what it is in, from the inside to the outside. */
export function placeName(state: EditorState): string {
  const place = linePlace(state, state.doc.lineAt(state.selection.main.head));
  const names = place.containers.map((container) => containerName(state, container)).reverse();
  return [blockName(state, leafOf(state, place)), ...names].join(', ');
}

function blockName(state: EditorState, block: SyntaxNode | undefined): string {
  const level = /^(?:ATX|Setext)Heading(\d)$/.exec(block?.name ?? '')?.[1];
  if (level !== undefined) {
    return message('place.heading', { level });
  }
  switch (block?.name) {
    case 'FencedCode': {
      const info = block.getChild('CodeInfo');
      const language = info === null ? '' : state.sliceDoc(info.from, info.to);
      return language === '' ? message('place.code') : message('place.codeIn', { language });
    }
    case 'FrontMatter':
      return message('place.properties');
    case 'FormulaBlock':
      return message('place.formula');
    case 'CodeBlock':
      return message('place.code');
    case 'Table':
      return message('place.table', cellPosition(state));
    case 'Task': {
      const isDone = /^\[x\]/i.test(state.sliceDoc(block.from, block.to));
      return message(isDone ? 'place.taskDone' : 'place.task');
    }
    case 'HorizontalRule':
      return message('place.rule');
    case 'LinkReference':
      return message('place.definition');
    case 'HTMLBlock':
    case 'CommentBlock':
    case 'ProcessingInstructionBlock':
      return message('place.html');
    case undefined:
    case 'ListMark':
    case 'QuoteMark':
      return message('place.blank');
    default:
      return message('place.paragraph');
  }
}

function containerName(state: EditorState, container: Container): string {
  if (container.kind === 'quote') {
    return message('place.quote');
  }
  if (container.kind === 'footnote') {
    return message('place.footnote');
  }
  const items = itemsOf(state, container.list);
  const index = items.findIndex(({ markerFrom }) => markerFrom === container.markerFrom) + 1;
  return message('place.item', { index, count: items.length });
}
