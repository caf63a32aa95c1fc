// In memory.
let text = '# Borage\n\nBees like *borage*.\n';

export const noteStore = {
  text: () => text,
  keep(changed: string) {
    text = changed;
  },
};
