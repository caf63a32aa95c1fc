/** No file system allows these in a name, and some no dot or space at its ends. */
const FORBIDDEN = /[\p{Cc}<>:"/\\|?*]+|^[. ]+|[. ]+$/gu;

/** Downloads a text as a Markdown file. */
export function saveAsFile(title: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${title.replace(FORBIDDEN, ' ').trim() || 'document'}.md`;
  link.click();
  // The download has begun with the click, and holds what it needs.
  URL.revokeObjectURL(url);
}
