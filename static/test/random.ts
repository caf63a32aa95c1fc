/** A seeded source of random numbers (mulberry32), so that a failure can be repeated. */
export class Random {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed;
  }

  /**
   * TWINMARK_SEED, or a new seed each time.
   *
   * @param usual the seed instead of a new one
   */
  static fromEnvironment(usual = Math.floor(Math.random() * 2 ** 32)): Random {
    const seed = Number(process.env['TWINMARK_SEED'] ?? usual);
    console.log(`TWINMARK_SEED=${String(seed)}`);
    return new Random(seed);
  }

  /** At least 0 and below `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.below(items.length))] ?? items[0];
  }
}
