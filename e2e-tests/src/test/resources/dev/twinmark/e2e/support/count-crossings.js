// Counts what crosses from JavaScript into Wasm in the page, and from the page into its workers.
(() => {
  const counts = { calls: 0, kernels: 0, posts: 0, workers: 0, terminated: 0, renders: 0, refuseWorkers: false };
  window.crossings = counts;

  // An instance's exports are frozen: hand out a copy in which the functions of the engine are wrapped.
  const counted = (instance) => {
    const wrapped = Object.entries(instance.exports).map(([name, exported]) => {
      // The kernels for pictures are exported as they are. All that TeaVM itself exports has its name.
      if (typeof exported === 'function' && !name.startsWith('teavm')) {
        return [
          name,
          (...given) => {
            counts.kernels++;
            return exported(...given);
          },
        ];
      }
      const call = exported instanceof WebAssembly.Global ? exported.value : undefined;
      if (typeof call !== 'function') return [name, exported];
      const value = (...given) => {
        counts.calls++;
        return call(...given);
      };
      return [name, { value }];
    });
    return { exports: Object.fromEntries(wrapped) };
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      return result instanceof WebAssembly.Instance ? counted(result) : { ...result, instance: counted(result.instance) };
    };
  }

  window.Worker = class extends Worker {
    constructor(...given) {
      if (counts.refuseWorkers) throw new DOMException('No workers here.', 'SecurityError');
      super(...given);
      counts.workers++;
      window.lastWorker = this;
    }
    postMessage(...given) {
      counts.posts++;
      super.postMessage(...given);
    }
    terminate() {
      counts.terminated++;
      super.terminate();
    }
  };

  addEventListener('twinmark-render', () => counts.renders++);
})();
