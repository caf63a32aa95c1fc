/**
 * Sends a key to the focused element of a page, as the keyboard would: trusted events, default actions and all.
 *
 * @typedef {(session: import('playwright-core').CDPSession) => Promise<void>} Key
 */

const CONTROL = 2;

/**
 * @param {string} character a lower-case letter, or one that is typed by its text alone, such as a backtick
 * @returns {Key}
 */
export function character(character) {
  const isLetter = /[a-z]/.test(character);
  return press({
    key: character,
    code: isLetter ? `Key${character.toUpperCase()}` : character === ' ' ? 'Space' : '',
    text: character,
    windowsVirtualKeyCode:
      isLetter || character === ' ' ? character.toUpperCase().charCodeAt(0) : 0,
  });
}

/** @type {Key} */
export const backspace = press({ key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 });

/** @type {Key} */
export const selectAll = press({
  key: 'a',
  code: 'KeyA',
  windowsVirtualKeyCode: 65,
  modifiers: CONTROL,
  commands: ['selectAll'],
});

/** @type {Key} */
export const paste = press({
  key: 'v',
  code: 'KeyV',
  windowsVirtualKeyCode: 86,
  modifiers: CONTROL,
  commands: ['paste'],
});

/**
 * @param {{ key: string, code: string, text?: string, windowsVirtualKeyCode: number, modifiers?: number,
 *     commands?: string[] }} key
 * @returns {Key}
 */
function press(key) {
  const { text, commands, ...up } = key;
  return async (session) => {
    const down = session.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      text,
      commands,
      ...up,
    });
    // At once, as the answer to the first comes only after the page has dealt with it.
    await Promise.all([down, session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...up })]);
  };
}
