// Runs before anything is painted, so that the page comes in the look that its reader has chosen.
import { showPreferences } from './app/settings/preferences.js';

showPreferences();
