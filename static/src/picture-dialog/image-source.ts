import { isolateHistory } from '@codemirror/commands';
import {
  type ChangeSpec,
  Compartment,
  type EditorState,
  StateEffect,
  StateField,
  type TransactionSpec,
} from '@codemirror/state';
import { IterMode, type SyntaxNode } from '@lezer/common';
import { linkDefinition } from '../codemirror/definitions.js';
import { alternativeOf } from '../pictures/alternative-text.js';

interface Place {
  readonly from: number;
  readonly to: number;
}

/** A part of the text that must not change while its image is edited. */
interface Part extends Place {
  readonly text: string;
}

/** An image in the text. */
export interface ImageSource {
  /** The plain text of the alternative. */
  readonly alternative: string;
  readonly address: string;
  /** The image, and the definition that it refers to. */
  readonly parts: readonly Part[];
  /** The text between the brackets, relative to the first part. */
  readonly label: Place;
  /** The address, relative to the last part. */
  readonly destination: Place;
  /** The label of a definition that is the text between the brackets as well, and what it has to be written over. */
  readonly shortcut: (Place & { readonly text: string }) | undefined;
}

/** Matches an escape (spec, 2.4) or a character reference (spec, 2.5). */
const ESCAPED = /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);/gi;

/** Nodes in the text of an image that its alternative does not show. */
const HIDDEN = /Mark$|^(?:URL|LinkTitle|LinkLabel|HTMLTag|Comment)$/;

/**
 * Reads an image.
 *
 * @param image its node in the syntax tree
 * @param decode returns what a character reference stands for, which takes the browser's parser
 * @returns undefined where it refers to no definition
 */
export function readImage(
  state: EditorState,
  image: SyntaxNode,
  decode: (reference: string) => string,
): ImageSource | undefined {
  const unescaped = (markdown: string) =>
    markdown.replace(
      ESCAPED,
      (written, character: string | undefined) => character ?? decode(written),
    );
  const [open, close] = image.getChildren('LinkMark');
  if (open === undefined || close === undefined) {
    return undefined;
  }
  const label = { from: open.to, to: close.from };
  const url = image.getChild('URL');
  const reference = image.getChild('LinkLabel');
  const isShortcut = reference === null || reference.to - reference.from <= '[]'.length;
  const key = isShortcut ? label : { from: reference.from + 1, to: reference.to - 1 };
  const holder = url === null ? linkDefinition(state, state.sliceDoc(key.from, key.to)) : image;
  const destination = holder?.getChild('URL') ?? null;
  if (holder === undefined || destination === null) {
    return undefined;
  }
  return {
    alternative: unescaped(plainTextOf(state, image, label))
      .replace(/\s+/g, ' ')
      .trim(),
    address: unescaped(
      state.sliceDoc(destination.from, destination.to).replace(/^<([^]*)>$/, '$1'),
    ),
    parts: [image, ...(holder === image ? [] : [holder])].map(({ from, to }) => ({
      from,
      to,
      text: state.sliceDoc(from, to),
    })),
    label: relative(label, image),
    destination: relative(destination, holder),
    shortcut:
      url === null && isShortcut
        ? {
            ...relative(reference ?? { from: close.to, to: close.to }, image),
            text: state.sliceDoc(label.from, label.to),
          }
        : undefined,
  };
}

function relative({ from, to }: Place, origin: Place): Place {
  return { from: from - origin.from, to: to - origin.from };
}

/** Returns the text between the brackets without its markup, escapes being left. */
function plainTextOf(state: EditorState, image: SyntaxNode, { from, to }: Place): string {
  let text = '';
  let at = from;
  image.cursor(IterMode.IgnoreMounts).iterate((node) => {
    if (node.from < from || node.to > to) {
      return true;
    }
    if (HIDDEN.test(node.name)) {
      text += state.sliceDoc(at, node.from);
      at = node.to;
      return false;
    }
    return true;
  });
  // A line break is white space, a hard one as well.
  return (text + state.sliceDoc(at, to)).replace(/\\?\n/g, ' ');
}

/** The editor that an image is in. */
interface Writing {
  readonly state: EditorState;
  dispatch(spec: TransactionSpec): void;
}

/** An image whose place is followed while the text changes. */
export interface TrackedImage {
  readonly source: ImageSource;
  /** The parts where they are now; undefined once one of them has changed, or the text is gone. */
  current(): readonly Part[] | undefined;
  release(): void;
}

/** Follows an image while the text changes: by another writer, or by a script. */
export function trackImage(view: Writing, source: ImageSource): TrackedImage {
  const field = StateField.define<readonly Part[]>({
    create: () => source.parts,
    update: (parts, { docChanged, changes }) =>
      docChanged
        ? parts.map(({ from, to, text }) => {
            const start = changes.mapPos(from, 1);
            return { from: start, to: Math.max(start, changes.mapPos(to, -1)), text };
          })
        : parts,
  });
  const compartment = new Compartment();
  view.dispatch({ effects: StateEffect.appendConfig.of(compartment.of(field)) });
  return {
    source,
    current() {
      const parts = view.state.field(field, false);
      return parts?.every(({ from, to, text }) => view.state.sliceDoc(from, to) === text)
        ? parts
        : undefined;
    },
    release() {
      if (view.state.field(field, false) !== undefined) {
        view.dispatch({ effects: compartment.reconfigure([]) });
      }
    },
  };
}

/** The new content of an image; undefined where it stays as it is. */
export interface NewContent {
  readonly alternative: string | undefined;
  readonly destination: string | undefined;
}

/**
 * Writes a new alternative text and a new address as one step to undo.
 *
 * @returns `gone` where the text of the image has changed since it was read, `full` where the text takes no more
 */
export function replaceImage(
  view: Writing,
  image: TrackedImage,
  content: NewContent,
): 'done' | 'gone' | 'full' {
  const parts = image.current();
  if (parts === undefined || view.state.readOnly) {
    return 'gone';
  }
  const { doc } = view.state;
  view.dispatch({
    changes: changesOf(image.source, parts, content),
    annotations: isolateHistory.of('full'),
    // No input that the writer has typed: a text that is too long is refused, not cut.
    userEvent: 'input.image',
  });
  return view.state.doc === doc ? 'full' : 'done';
}

function changesOf(
  { label, destination: address, shortcut }: ImageSource,
  parts: readonly Part[],
  { alternative, destination }: NewContent,
): ChangeSpec[] {
  const start = parts[0]?.from ?? 0;
  const last = parts.at(-1)?.from ?? 0;
  const changes: ChangeSpec[] = [];
  if (alternative !== undefined) {
    const insert = alternativeOf(alternative);
    changes.push({ from: start + label.from, to: start + label.to, insert });
    if (shortcut !== undefined) {
      const { from, to, text } = shortcut;
      changes.push({ from: start + from, to: start + to, insert: `[${text}]` });
    }
  }
  if (destination !== undefined) {
    changes.push({ from: last + address.from, to: last + address.to, insert: destination });
  }
  return changes;
}
