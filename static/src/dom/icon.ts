const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an icon. It is decoration: its button has a name.
 *
 * @param shape a path in a square of 24 units
 */
export function icon(shape: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}
