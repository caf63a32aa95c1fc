/** The shapes of the buttons, as paths of SVG on a square of 24, drawn with a line of 2. */
const PATHS: Readonly<Record<string, string>> = {
  heading: 'M6 5v14M18 5v14M6 12h12',
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M11 5h7M6 19h7M14.5 5l-5 14',
  strikethrough:
    'M4 12h16M16.5 7.5C15.5 5.5 14 5 12 5c-3 0-4.5 1.5-4.5 3.2M7 16c.8 2 2.5 3 5 3 3 0 5-1.3 5-3.5 0-1-.3-1.8-1-2.5',
  code: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
  quote: 'M5 6v12M10 8h10M10 12h10M10 16h6',
  bulletedList: 'M10 6h10M10 12h10M10 18h10M5 6h.01M5 12h.01M5 18h.01',
  numberedList:
    'M11 6h9M11 12h9M11 18h9M4 5h1.5v4M4 9h3M4 14.5c0-1.3 2.5-1.3 2.5.2C6.5 16 4 17 4 18.5h3',
  taskList: 'M12 6h8M12 12h8M12 18h8M3.5 6l1.5 1.5L8 4.5M3.5 15h4v4h-4z',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  codeBlock: 'M4 5h16v14H4zM10 9l-3 3 3 3M14 9l3 3-3 3',
  rule: 'M4 12h16',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4',
  redo: 'M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4',
};

const SVG = 'http://www.w3.org/2000/svg';

/** The icon of a command, if it has one; decoration, because its button has a name. */
export function icon(id: string): SVGSVGElement | undefined {
  const shape = PATHS[id];
  if (shape === undefined) {
    return undefined;
  }
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}
