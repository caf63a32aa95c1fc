const bench = {
  /**
   * Changes a picture in all ways, in a worker.
   *
   * @param {{ width: number, height: number, rounds: number }} task
   * @returns {Promise<{ results: Record<string, number[]>, longestTask: number }>} milliseconds by "operation, way",
   *     and the longest task of the main thread meanwhile, 0 for none above 50 ms
   */
  async run(task) {
    let longestTask = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        longestTask = Math.max(longestTask, duration);
      }
    });
    observer.observe({ type: 'longtask' });
    const worker = new Worker('/image/worker.js', { type: 'module' });
    try {
      const { results, error } = await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(task);
      });
      if (error !== undefined) {
        throw new Error(error);
      }
      return { results, longestTask };
    } finally {
      worker.terminate();
      observer.disconnect();
    }
  },
};

Object.assign(globalThis, { bench });
