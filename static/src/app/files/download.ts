/** How long a download may take to begin, in milliseconds, before its content goes. */
const CONTENT_KEPT_MS = 60_000;

/** Gives the writer a file, which the browser puts where it puts downloads. */
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
