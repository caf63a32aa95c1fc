/** Matches selectors of rules for the content of a preview. */
const IN_PREVIEW = /\[data-twinmark-preview\]\s*[\s>]/;

/** Part of selectors for the pane itself: its bar and the room at its end are not part of the document. */
const PANE = '[data-twinmark-preview]::';

const BASICS = new Set([
  ':root, [data-twinmark-frame]',
  ':root:root:root',
  '*, ::before, ::after',
  'a',
  'body',
]);

/** The layout of a page of its own, in place of that of the pane. */
const PAGE = `
body { display: block; block-size: auto; background: var(--paper); }
[data-twinmark-preview] { max-inline-size: 46rem; margin-inline: auto; padding: 2rem clamp(1rem, 4vw, 2rem) 4rem; overflow-wrap: break-word; }
@media print { [data-twinmark-preview] { max-inline-size: none; padding: 0; } }
`;

/** Returns the page's own rules for the content of a preview, light, dark and printed, as one style sheet. */
export function previewStyles(): string {
  const texts = [...document.styleSheets].flatMap((sheet) => rulesOf(sheet.cssRules));
  return `${texts.join('\n')}\n${PAGE}`;
}

function rulesOf(rules: CSSRuleList): string[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) {
      const { selectorText } = rule;
      const isWanted =
        BASICS.has(selectorText) || (IN_PREVIEW.test(selectorText) && !selectorText.includes(PANE));
      return isWanted ? [rule.cssText] : [];
    }
    if (rule instanceof CSSMediaRule) {
      const inner = rulesOf(rule.cssRules);
      return inner.length === 0 ? [] : [`@media ${rule.conditionText} {\n${inner.join('\n')}\n}`];
    }
    return [];
  });
}
