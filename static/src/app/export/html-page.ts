/** The parts of an HTML page. */
export interface HTMLPage {
  readonly title: string;
  /** A tag of BCP 47. */
  readonly language: string;
  readonly direction: string;
  readonly styles: string;
  /** Sanitized HTML. */
  readonly content: string;
  /** Unpredictable to the content's author, so that the policy allows these styles and no others. */
  readonly nonce: string;
}

/**
 * Returns a self-contained page without scripts: its own content security policy blocks any that the content
 * should contain.
 */
export function htmlPage(page: HTMLPage): string {
  const policy = [
    "default-src 'none'",
    'img-src data: http: https:',
    `style-src 'nonce-${page.nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(page.language)}" dir="${escape(page.direction)}" data-twinmark-roles>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(page.title)}</title>
<style nonce="${page.nonce}">
${page.styles.replaceAll('</', '<\\/')}
</style>
</head>
<body>
<main class="markdown">${page.content}</main>
</body>
</html>
`;
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
