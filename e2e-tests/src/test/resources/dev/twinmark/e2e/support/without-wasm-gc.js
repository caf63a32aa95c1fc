// A browser that knows WebAssembly, but not its GC proposal: refuses modules whose type section holds
// anything but function types.
(() => {
  const CompileError = WebAssembly.CompileError;
  const refuse = () => {
    throw new CompileError('invalid value type, enable with --experimental-wasm-gc');
  };
  const isModern = (source) => {
    const bytes = new Uint8Array(source.buffer ?? source);
    // \0asm, version, then the first section: 1 is the types; its first type comes after size and count.
    let at = 8;
    if (bytes[at++] !== 1) return false;
    const number = () => {
      while (bytes[at] & 0x80) at++;
      at++;
    };
    number();
    number();
    return bytes[at] !== 0x60;
  };
  const { validate } = WebAssembly;
  WebAssembly.validate = (bytes, ...rest) => !isModern(bytes) && validate.call(WebAssembly, bytes, ...rest);
  for (const name of ['compile', 'compileStreaming', 'instantiateStreaming']) WebAssembly[name] = async () => refuse();
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (source, ...rest) => {
    if (!(source instanceof WebAssembly.Module) && isModern(source)) refuse();
    return instantiate.call(WebAssembly, source, ...rest);
  };
  const { Module } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct: (target, given) => (isModern(given[0]) ? refuse() : Reflect.construct(target, given)),
  });
})();
