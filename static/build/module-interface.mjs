/**
 * Reads what a Wasm module imports and exports. Node 20 cannot compile a module that uses GC, so
 * `WebAssembly.Module.imports` is no help.
 * https://webassembly.github.io/spec/core/binary/modules.html
 */

const KINDS = ['function', 'table', 'memory', 'global', 'tag'];
const IMPORT_SECTION = 2;
const EXPORT_SECTION = 7;

export function moduleInterface(bytes) {
  const reader = new Reader(bytes, 8);
  const result = { imports: [], exports: [] };
  while (!reader.atEnd()) {
    const id = reader.byte();
    const section = reader.section();
    if (id === IMPORT_SECTION) {
      result.imports = section.vector(() => {
        const description = { module: section.name(), name: section.name(), kind: section.kind() };
        section.skipType(description.kind);
        return description;
      });
    } else if (id === EXPORT_SECTION) {
      result.exports = section.vector(() => {
        const description = { name: section.name(), kind: section.kind() };
        section.integer();
        return description;
      });
    }
  }
  return result;
}

class Reader {
  #bytes;
  #position;

  constructor(bytes, position) {
    this.#bytes = bytes;
    this.#position = position;
  }

  atEnd() {
    return this.#position >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.#position++];
  }

  /** An unsigned or signed LEB128; of signed ones only the length matters here. */
  integer() {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return result >>> 0;
      }
    }
  }

  #take(length) {
    const taken = this.#bytes.subarray(this.#position, this.#position + length);
    this.#position += length;
    return taken;
  }

  section() {
    return new Reader(this.#take(this.integer()), 0);
  }

  name() {
    return new TextDecoder().decode(this.#take(this.integer()));
  }

  kind() {
    return KINDS[this.byte()];
  }

  vector(item) {
    return Array.from({ length: this.integer() }, item);
  }

  skipType(kind) {
    switch (kind) {
      case 'function':
        this.integer();
        break;
      case 'table':
        this.#skipValueType();
        this.#skipLimits();
        break;
      case 'memory':
        this.#skipLimits();
        break;
      case 'global':
        this.#skipValueType();
        this.byte();
        break;
      case 'tag':
        this.byte();
        this.integer();
        break;
    }
  }

  #skipLimits() {
    const hasMaximum = this.byte() & 1;
    this.integer();
    if (hasMaximum) {
      this.integer();
    }
  }

  #skipValueType() {
    const type = this.byte();
    // (ref null ht) and (ref ht) carry a heap type.
    if (type === 0x63 || type === 0x64) {
      this.integer();
    }
  }
}
