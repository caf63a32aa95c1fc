import mermaid from 'mermaid';
import {
  type DrawnAnswer,
  type DrawRequest,
  isDrawRequest,
  MAX_DIAGRAM_UNITS,
  type MistakeAnswer,
  READY,
} from './diagram-messages.js';

/**
 * Draws what the page around this frame asks for. The frame has no origin, and its policy allows neither
 * requests nor other scripts: Mermaid makes HTML of what it is given, and has had holes.
 */
export function answerRequests(): void {
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === parent && isDrawRequest(data)) {
      void draw(data).then((answer) => {
        // Any origin may receive it: the frame does not know the page's, and the source came from there.
        parent.postMessage(answer, '*');
      });
    }
  });
  parent.postMessage(READY, '*');
}

async function draw({
  request,
  source,
  isDark,
}: DrawRequest): Promise<DrawnAnswer | MistakeAnswer> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'default',
    // Labels are text of SVG: an image shows it in every browser, and it has no HTML.
    htmlLabels: false,
    layout: 'dagre',
    fontFamily: 'system-ui, sans-serif',
    maxTextSize: MAX_DIAGRAM_UNITS,
    suppressErrorRendering: true,
  });
  try {
    const { svg } = await mermaid.render(`diagram-${String(request)}`, source);
    const drawn = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
    return drawn === null
      ? { request, mistake: '' }
      : { request, ...sizeOf(drawn), svg: serialize(drawn), description: descriptionOf(drawn) };
  } catch (error) {
    return { request, mistake: error instanceof Error ? error.message : String(error) };
  } finally {
    // The elements that a failed attempt has left.
    document.body.replaceChildren();
  }
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const { width, height } = svg.viewBox.baseVal;
  return { width: Math.ceil(width), height: Math.ceil(height) };
}

/** As XML, which an image has to be. */
function serialize(svg: SVGSVGElement): string {
  const { width, height } = sizeOf(svg);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.style.removeProperty('max-width');
  return new XMLSerializer().serializeToString(svg);
}

function descriptionOf(svg: SVGSVGElement): string {
  return ['title', 'desc']
    .map((name) => svg.querySelector(`:scope > ${name}`)?.textContent.trim() ?? '')
    .filter((text) => text !== '')
    .join('. ');
}
