// Lets calls from the page into the engine trap, before or after they have done their work.
(() => {
  const traps = { armed: false, always: false, sprung: 0, instances: 0 };
  let random = () => 0;
  let calls = 0;
  let kind = 0;
  let isLate = false;

  /** A mulberry32 generator, so that a seed repeats a run. */
  traps.seed = (seed) => {
    let state = seed;
    random = (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
  };

  /** One of the next calls traps, unless one that was chosen before has not come yet. */
  traps.arm = () => {
    if (traps.armed) return;
    traps.armed = true;
    calls = random(4);
    kind = random(3);
    isLate = random(2) === 0;
  };

  const ERRORS = [
    () => new WebAssembly.RuntimeError('unreachable'),
    () => new RangeError('Maximum call stack size exceeded'),
    // As Firefox does without memory.
    () => 'out of memory',
  ];

  const spring = () => {
    traps.sprung++;
    throw ERRORS[kind]();
  };

  const trapping =
    (call) =>
    (...given) => {
      if (!traps.armed || (!traps.always && calls-- > 0)) return call(...given);
      traps.armed = traps.always;
      if (isLate) call(...given);
      return spring();
    };

  // An instance's exports are frozen: hand out a copy in which the functions of the engine are wrapped.
  const wrapped = ({ exports }) => {
    traps.instances++;
    const copies = Object.entries(exports).map(([name, exported]) => {
      const call = exported instanceof WebAssembly.Global ? exported.value : undefined;
      return [name, typeof call === 'function' ? { value: trapping(call) } : exported];
    });
    return { exports: Object.fromEntries(copies) };
  };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const result = await instantiate.apply(WebAssembly, given);
    return result instanceof WebAssembly.Instance ? wrapped(result) : { ...result, instance: wrapped(result.instance) };
  };
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct: (target, given) => wrapped(new target(...given)),
  });
  window.traps = traps;
})();
