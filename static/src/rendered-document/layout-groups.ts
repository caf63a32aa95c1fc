import { attachShadow } from '../dom/attach-shadow.js';
import { blockElements } from '../sanitizer/allow-list.js';

/**
 * The number of children in a group: they are laid out at once when one of them comes into view. For every
 * group Chromium computes at each frame whether it is in view, 2 µs each: with each block of a book a group
 * of its own, that took 13 ms.
 */
const GROUP = 64;

/** A group may grow to this number before it is split. */
const LARGEST_GROUP = 2 * GROUP;

/**
 * Up to this number of groups, some 150 KB of text, all are laid out: it costs little, and Chromium
 * leaves what is not laid out out of the accessibility tree (https://github.com/w3c/core-aam/issues/243).
 */
const MOST_LAID_OUT = 32;

/** About how many characters there are in a line of the preview, and how high it is, in em. */
const LINE_LENGTH = 80;
const LINE_HEIGHT = 1.6;

/** The space between two blocks, in em. */
const GAP = 1;

const LAID_OUT_IN_VIEW = `
@media not print {
  .group { content-visibility: auto; contain-intrinsic-block-size: auto var(--size) }
}`;

/** As `content-visibility` has it, so that nothing moves when that is switched on. */
const STYLES = '.group { contain: layout style paint }';

/** Some successive children, which are laid out together, or not at all while they are out of view. */
class Group {
  readonly slot = document.createElement('slot');
  readonly box = document.createElement('div');
  nodes: ChildNode[];

  constructor(nodes: ChildNode[]) {
    this.nodes = nodes;
    this.box.className = 'group';
    this.box.append(this.slot);
  }

  /** Assigns its nodes to the slot; call it when they have changed. */
  assign(): void {
    this.slot.assign(...this.nodes.filter(isSlottable));
    this.box.style.setProperty('--size', `${String(Math.ceil(this.#estimate()))}em`);
  }

  /** Estimates its height, in em, for as long as it has not been in view. */
  #estimate(): number {
    return this.nodes.reduce((height, node) => {
      const { length } = node.textContent ?? '';
      return node instanceof Element
        ? height + GAP + LINE_HEIGHT * Math.ceil((length + 1) / LINE_LENGTH)
        : height;
    }, 0);
  }
}

/**
 * The children of an element in groups that are not laid out while they are out of view, because a book
 * has ten thousand blocks, of which a few are on the screen. The others stay in find-in-page, in the
 * DOM, and targets of links. The groups are boxes in the element's shadow tree; the
 * children themselves are where they would be without.
 *
 * An element that can have no shadow tree of ours (one that has its own, say) has no groups.
 */
export class LayoutGroups {
  readonly #root: HTMLElement;
  readonly #shadow: ShadowRoot | undefined;
  /** In the order of the children. */
  #groups: Group[] = [];
  readonly #groupOf = new WeakMap<ChildNode, Group>();
  readonly #changed = new Set<Group>();
  readonly #laidOutInView = new CSSStyleSheet();

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#shadow = createShadow(root);
    if (this.#shadow !== undefined) {
      this.#laidOutInView.replaceSync(LAID_OUT_IN_VIEW);
      this.#laidOutInView.disabled = true;
      this.#shadow.adoptedStyleSheets.push(this.#laidOutInView);
      this.#add(new Group(Array.from(root.childNodes)), 0);
      this.update();
    }
  }

  /** Puts a node before a child, or behind all of them. */
  insert(node: ChildNode, before: ChildNode | null): void {
    this.#root.insertBefore(node, before);
    this.note(node);
  }

  /** Removes a child. */
  remove(node: ChildNode): void {
    node.remove();
    const group = this.#groupOf.get(node);
    if (group !== undefined) {
      group.nodes.splice(group.nodes.indexOf(node), 1);
      this.#groupOf.delete(node);
      this.#changed.add(group);
    }
  }

  /** Takes note of a child that is there and in no group. */
  note(node: ChildNode): void {
    const previous = this.#groupAt(node.previousSibling);
    const next = this.#groupAt(node.nextSibling);
    const { group, index } = previous ?? next ?? { group: this.#groups[0], index: 0 };
    if (group === undefined) {
      return;
    }
    group.nodes.splice(previous === undefined ? index : index + 1, 0, node);
    this.#groupOf.set(node, group);
    this.#changed.add(group);
  }

  /** Shows what has changed. To be called after each series of changes: until then they are invisible. */
  update(): void {
    // Groups that are made on the way are added, and visited, too.
    for (const group of this.#changed) {
      const index = this.#groups.indexOf(group);
      if (group.nodes.length === 0 && this.#groups.length > 1) {
        this.#groups.splice(index, 1);
        group.box.remove();
      } else if (index > 0 && !beginsBlock(group.nodes, 0)) {
        this.#join(group, index);
      } else {
        this.#split(group, index);
        group.assign();
      }
    }
    this.#changed.clear();
    this.#laidOutInView.disabled = this.#groups.length <= MOST_LAID_OUT;
  }

  #groupAt(node: ChildNode | null): { group: Group; index: number } | undefined {
    const group = node === null ? undefined : this.#groupOf.get(node);
    return node === null || group === undefined
      ? undefined
      : { group, index: group.nodes.lastIndexOf(node) };
  }

  /** Joins a group to the one before it: text at its start may continue the last line of that one. */
  #join(group: Group, index: number): void {
    const previous = this.#groups[index - 1];
    if (previous !== undefined) {
      for (const node of group.nodes) {
        this.#groupOf.set(node, previous);
      }
      previous.nodes.push(...group.nodes);
      this.#groups.splice(index, 1);
      group.box.remove();
      // Again, should it have been visited.
      this.#changed.delete(previous);
      this.#changed.add(previous);
    }
  }

  #split(group: Group, index: number): void {
    if (group.nodes.length <= LARGEST_GROUP) {
      return;
    }
    let end = GROUP;
    while (end < group.nodes.length && !beginsBlock(group.nodes, end)) {
      end++;
    }
    if (end < group.nodes.length) {
      this.#add(new Group(group.nodes.splice(end)), index + 1);
    }
  }

  #add(group: Group, index: number): void {
    this.#shadow?.insertBefore(group.box, this.#groups[index]?.box ?? null);
    this.#groups.splice(index, 0, group);
    for (const node of group.nodes) {
      this.#groupOf.set(node, group);
    }
    this.#changed.add(group);
  }
}

function createShadow(root: HTMLElement): ShadowRoot | undefined {
  const shadow =
    'assign' in HTMLSlotElement.prototype
      ? attachShadow(root, { slotAssignment: 'manual' })
      : undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  shadow?.adoptedStyleSheets.push(sheet);
  return shadow;
}

/**
 * Returns whether a group can begin with a node without breaking a line of text: it is a block, and follows
 * one, whatever white space is between them.
 */
function beginsBlock(nodes: readonly ChildNode[], index: number): boolean {
  const previous = nodes[index - 1];
  const isSpace = previous instanceof Text && previous.data.trim() === '';
  const before = isSpace ? nodes[index - 2] : previous;
  return isBlock(nodes[index]) && (before === undefined || isBlock(before));
}

function isBlock(node: ChildNode | undefined): boolean {
  return node instanceof Element && blockElements.has(node.localName);
}

function isSlottable(node: ChildNode): node is Element | Text {
  return node instanceof Element || node instanceof Text;
}
