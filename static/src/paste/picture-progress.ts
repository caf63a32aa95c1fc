import { pictureMessage } from '../language/picture-messages.js';
import type { PictureHost } from '../pictures/picture-host.js';

/** A picture that is being prepared or uploaded. */
interface Task {
  readonly name: string;
  readonly controller: AbortController;
  /** The uploaded part, from 0 to 1; undefined until the upload tells it. */
  fraction: number | undefined;
  isUploading: boolean;
}

/** Shows how far the pictures of a text are, in one line with one button that stops all of them. */
export class PictureProgress {
  readonly #host: PictureHost;
  readonly #tasks = new Set<Task>();
  readonly #bar = document.createElement('progress');
  readonly #stop = document.createElement('button');

  /** @param focus focuses the text when the button goes that had the focus */
  constructor(host: PictureHost, focus: () => void) {
    this.#host = host;
    // It must not submit the form that the editor stands in.
    this.#stop.type = 'button';
    this.#stop.textContent = pictureMessage('stop');
    this.#stop.addEventListener('click', () => {
      for (const { controller } of this.#tasks) {
        controller.abort();
      }
      focus();
    });
  }

  /** Shows a picture until `end` is called with the same task. */
  begin(name: string, controller: AbortController): Task {
    const task = { name, controller, fraction: undefined, isUploading: false };
    this.#tasks.add(task);
    this.#show();
    return task;
  }

  upload(task: Task, fraction?: number): void {
    task.isUploading = true;
    if (fraction !== undefined && Number.isFinite(fraction)) {
      task.fraction = Math.min(Math.max(fraction, 0), 1);
    }
    this.#show();
  }

  end(task: Task): void {
    this.#tasks.delete(task);
    this.#show();
  }

  #show(): void {
    const [first, ...others] = this.#tasks;
    if (first === undefined) {
      this.#host.show('', []);
      return;
    }
    const fractions = [...this.#tasks].map(({ fraction }) => fraction);
    const controls: HTMLElement[] = [this.#stop];
    if (fractions.some((fraction) => fraction !== undefined)) {
      // Assistive technology reads it on demand; a percentage in the text would be announced at each step.
      this.#bar.value =
        fractions.reduce<number>((sum, fraction) => sum + (fraction ?? 0), 0) / fractions.length;
      controls.unshift(this.#bar);
    }
    const text =
      others.length > 0
        ? pictureMessage('inserting', { count: others.length + 1 })
        : pictureMessage(first.isUploading ? 'uploading' : 'preparing', {
            name: first.name,
          });
    this.#bar.setAttribute('aria-label', text);
    this.#host.show(text, controls);
  }
}
