// In memory; `globalThis`, because Next loads a module once for pages and once for actions.
const store = globalThis as typeof globalThis & { noteText?: string };

export function text(): string {
  return store.noteText ?? '# Borage\n\nBees like *borage*.\n';
}

export function keep(changed: string): void {
  store.noteText = changed;
}
