import type { CancelCallback, Clock } from '../src/schedule/render-schedule.js';

const FRAME = 1000 / 60;

interface Timer {
  readonly time: number;
  readonly callback: () => void;
}

/** Time that passes when it is told to. */
export class FakeClock implements Clock {
  #time = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#time;
  }

  nextFrame(callback: () => void): CancelCallback {
    return this.#at((Math.floor(this.#time / FRAME) + 1) * FRAME, callback);
  }

  after(delay: number, callback: () => void): CancelCallback {
    return this.#at(this.#time + delay, callback);
  }

  /** Resolves after so many milliseconds of this clock. */
  async sleep(duration: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.after(duration, resolve);
    });
  }

  /** Lets so many milliseconds pass, and everything happen that was to happen by then. */
  async pass(duration: number): Promise<void> {
    const end = this.#time + duration;
    for (;;) {
      await settled();
      const next = this.#timers.reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.time < first.time ? timer : first),
        undefined,
      );
      if (next === undefined || next.time > end) {
        break;
      }
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#time = Math.max(this.#time, next.time);
      next.callback();
    }
    this.#time = end;
  }

  #at(time: number, callback: () => void): CancelCallback {
    const timer = { time, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
}

/** Lets every promise that can be settled be so. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
