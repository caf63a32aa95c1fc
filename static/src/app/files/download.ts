/** Time that a download may take to begin, in milliseconds, before its content is released. */
const CONTENT_KEPT_MS = 60_000;

/** Downloads a file to the browser's downloads folder. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, CONTENT_KEPT_MS);
}
