import os from 'node:os';

/**
 * @typedef {object} Machine
 * @property {string} cpu
 * @property {number} cores
 * @property {number} memory GiB
 * @property {string} system
 * @property {number} load how many processes wanted to run in the last minute, at the start
 */

/** @returns {Machine} */
export function machine() {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() || 'unknown',
    cores: os.availableParallelism(),
    memory: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    load: Number(os.loadavg()[0].toFixed(2)),
  };
}
