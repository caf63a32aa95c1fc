import { message } from '../../language/catalogue.js';
import type { Action } from '../ui/actions.js';
import type { Notices } from '../ui/notices.js';

/** Toggles full screen; the browser also exits it on Esc. */
export function fullScreen(notices: Notices): Action {
  const isOn = (): boolean => document.fullscreenElement !== null;
  return {
    id: 'full-screen',
    label: () => message(isOn() ? 'fullScreen.leave' : 'fullScreen.enter'),
    group: 'view',
    shortcut: 'Mod-Shift-f',
    listens: true,
    isEnabled: () => document.fullscreenEnabled,
    run: async () => {
      try {
        await (isOn() ? document.exitFullscreen() : document.documentElement.requestFullscreen());
      } catch {
        // Browsers give no reason that would help the user.
        notices.warn(message('fullScreen.refused'));
      }
    },
  };
}
