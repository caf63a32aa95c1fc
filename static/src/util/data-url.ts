/**
 * Returns a file as a `data:` URL.
 *
 * @throws DOMException where the browser cannot read it
 */
export function dataURLOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new DOMException('The file cannot be read.', 'NotReadableError'));
    };
    reader.readAsDataURL(file);
  });
}
