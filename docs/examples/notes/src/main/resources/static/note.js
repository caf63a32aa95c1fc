const STATES = {
  connecting: 'Connecting…',
  saved: 'Saved',
  sending: 'Saving…',
  offline: 'Offline: changes are kept here',
  refused: 'Not saved',
  gone: 'This note was deleted',
};

const editor = document.querySelector('twinmark-editor');
const state = document.querySelector('#state');

editor.addEventListener('twinmark-live', ({ detail }) => {
  const others = detail.people.map(({ name }) => name).join(', ');
  state.value = STATES[detail.state] + (others === '' ? '' : ` · also here: ${others}`);
  if (detail.role === 'none') {
    keepCopy();
  }
});

/** The text stays in the editor, with all that was not sent. It is no document any more. */
function keepCopy() {
  editor.removeAttribute('live');
  const link = document.querySelector('#copy');
  link.addEventListener('click', () => {
    link.href = URL.createObjectURL(new Blob([editor.value], { type: 'text/markdown' }));
  });
  link.href = '#';
  document.querySelector('#lost').hidden = false;
  state.value = 'Not shared with you';
}
