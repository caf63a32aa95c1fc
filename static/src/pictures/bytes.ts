import { PictureError } from './picture-file.js';

/**
 * Reads the numbers and names in a file. Every read past the end means that the file is damaged.
 *
 * @throws PictureError from every method
 */
export class Bytes {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;

  constructor(bytes: Uint8Array<ArrayBuffer>, isLittleEndian = false) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittleEndian = isLittleEndian;
  }

  get length(): number {
    return this.#bytes.length;
  }

  uint8(at: number): number {
    this.#check(at, 1);
    return this.#view.getUint8(at);
  }

  uint16(at: number): number {
    this.#check(at, 2);
    return this.#view.getUint16(at, this.#isLittleEndian);
  }

  /** Three bytes, the lowest first, as only WebP has them. */
  uint24(at: number): number {
    return this.uint8(at) | (this.uint8(at + 1) << 8) | (this.uint8(at + 2) << 16);
  }

  uint32(at: number): number {
    this.#check(at, 4);
    return this.#view.getUint32(at, this.#isLittleEndian);
  }

  ascii(at: number, length: number): string {
    return String.fromCharCode(...this.slice(at, at + length));
  }

  /** Returns whether the bytes at an offset are these characters; false past the end. */
  has(at: number, text: string): boolean {
    return at + text.length <= this.length && this.ascii(at, text.length) === text;
  }

  /** The offset of the next byte of this value, from an offset on. */
  find(value: number, from: number): number {
    const at = this.#bytes.indexOf(value, from);
    if (at < 0) {
      throw new PictureError('damaged');
    }
    return at;
  }

  slice(from: number, to: number): Uint8Array<ArrayBuffer> {
    this.#check(from, to - from);
    return this.#bytes.subarray(from, to);
  }

  #check(at: number, length: number): void {
    if (length < 0 || at + length > this.length) {
      throw new PictureError('damaged');
    }
  }
}
