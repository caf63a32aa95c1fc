import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  MAX_DELAY_MS,
  MAX_WAIT_MS,
  RenderSchedule,
  SHORT_RENDER_MS,
} from '../src/schedule/render-schedule.js';
import { FakeClock } from './fake-clock.js';
import { Random } from './random.js';

const FRAME = 1000 / 60;
const ROUNDING = 1e-6;
const ROUNDS = 200;

/** A document that is edited and rendered, and what has happened to it. */
class Scene {
  readonly clock = new FakeClock();
  readonly schedule: RenderSchedule;
  readonly renders: { readonly begin: number; readonly end: number; readonly version: number }[] =
    [];
  duration = 1;
  version = 0;
  readonly editTimes: number[] = [];
  #running = false;

  constructor() {
    this.schedule = new RenderSchedule({ minimumDelay: 0, run: () => this.#render() }, this.clock);
  }

  edit(): void {
    this.version++;
    this.editTimes.push(this.clock.now());
    this.schedule.edited();
  }

  async #render(): Promise<void> {
    assert.equal(this.#running, false, 'two renders at a time');
    this.#running = true;
    const begin = this.clock.now();
    const { version } = this;
    await this.clock.sleep(this.duration);
    this.renders.push({ begin, end: this.clock.now(), version });
    this.#running = false;
  }
}

test('renders in the next frame while renders are short', async () => {
  const scene = new Scene();
  scene.duration = SHORT_RENDER_MS / 2;
  for (let edit = 0; edit < 5; edit++) {
    scene.edit();
    await scene.clock.pass(50);
  }
  assert.equal(scene.renders.length, 5);
  scene.renders.forEach((render, index) => {
    assert.ok(render.begin - (scene.editTimes[index] ?? NaN) <= FRAME + ROUNDING);
  });
});

test('waits for a pause when renders are long', async () => {
  const scene = new Scene();
  scene.duration = 100;
  scene.edit();
  await scene.clock.pass(200);
  for (let edit = 0; edit < 4; edit++) {
    scene.edit();
    await scene.clock.pass(60);
  }
  await scene.clock.pass(500);
  assert.deepEqual(
    scene.renders.map(({ version }) => version),
    [1, 5],
  );
});

test('renders while somebody types without a pause', async () => {
  const scene = new Scene();
  scene.duration = 120;
  for (let edit = 0; edit < 100; edit++) {
    scene.edit();
    await scene.clock.pass(30);
  }
  // 3 seconds of typing.
  assert.ok(scene.renders.length >= 5, `${String(scene.renders.length)} renders`);
});

test('renders at once when told to, and not again', async () => {
  const scene = new Scene();
  scene.duration = 300;
  scene.version = 1;
  scene.schedule.now();
  await scene.clock.pass(10);
  scene.version = 2;
  scene.schedule.now();
  await scene.clock.pass(1000);
  assert.deepEqual(
    scene.renders.map(({ begin, version }) => [begin, version]),
    [
      [0, 1],
      [300, 2],
    ],
  );
});

test('forgets what is waiting when stopped', async () => {
  const scene = new Scene();
  scene.edit();
  scene.schedule.stop();
  await scene.clock.pass(1000);
  assert.equal(scene.renders.length, 0);
});

test('any sequence of edits and durations', async () => {
  const random = Random.fromEnvironment();
  for (let round = 0; round < ROUNDS; round++) {
    const scene = new Scene();
    const edits = 1 + random.below(60);
    for (let edit = 0; edit < edits; edit++) {
      scene.duration = random.below(random.pick([5, 20, 400]));
      scene.edit();
      await scene.clock.pass(random.below(random.pick([1, 40, 200, 900])));
    }
    await scene.clock.pass(5000);
    const where = `seed ${String(random.seed)}, round ${String(round)}`;
    const { renders, editTimes } = scene;
    assert.equal(renders.at(-1)?.version, scene.version, `the last edit is rendered: ${where}`);
    let before = 0;
    let free = 0;
    for (const { begin, end, version } of renders) {
      assert.ok(version > before, `never two renders for one edit: ${where}`);
      const firstEdit = editTimes[before] ?? NaN;
      const lastEdit = editTimes[version - 1] ?? NaN;
      // Either the time was up, or another render was under way until then.
      assert.ok(
        begin <= Math.max(firstEdit + MAX_WAIT_MS, free + FRAME) + ROUNDING,
        `no edit waits longer than MAX_WAIT_MS: ${where}`,
      );
      assert.ok(
        begin <= Math.max(lastEdit + MAX_DELAY_MS, free + FRAME) + ROUNDING,
        `nor longer than MAX_DELAY_MS after the last edit: ${where}`,
      );
      before = version;
      free = end;
    }
  }
});
