// A browser that does not know the js-string built-ins: it takes no notice of the option, so that a
// module that imports them finds them missing.
(() => {
  window.refusedBuiltins = 0;
  const without = (options) => {
    if (options?.builtins !== undefined) refusedBuiltins++;
    return undefined;
  };
  for (const name of ['compile', 'compileStreaming', 'validate']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (source, options) => original.call(WebAssembly, source, without(options));
  }
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (source, imports, options) => original.call(WebAssembly, source, imports, without(options));
  }
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct: (target, [source, options]) => new target(source, without(options)),
  });
})();
