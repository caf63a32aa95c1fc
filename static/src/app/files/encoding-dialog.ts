import { message } from '../../language/catalogue.js';
import { openDialog } from '../ui/dialog.js';
import { element } from '../../dom/elements.js';
import { decodeLegacy, LEGACY_ENCODINGS, type LegacyEncoding } from './legacy-encodings.js';

/** The length of the sample that shows how a file reads in an encoding, in UTF-16 code units. */
const SAMPLE_UNITS = 400;

/**
 * Asks for the encoding of a file, showing how the file reads in it.
 *
 * @param guess the one that is chosen at first
 * @returns undefined if the user cancels
 */
export async function chooseEncoding(
  name: string,
  bytes: Uint8Array,
  guess: LegacyEncoding,
): Promise<LegacyEncoding | undefined> {
  const { dialog, body } = openDialog(message('files.encoding.title', { name }));
  const names = new Intl.DisplayNames(document.documentElement.lang, { type: 'script' });
  const select = element('select', { id: 'file-encoding' });
  for (const [encoding, script] of Object.entries(LEGACY_ENCODINGS)) {
    const label = `${names.of(script) ?? script} (${encoding})`;
    select.append(element('option', { value: encoding, selected: encoding === guess }, label));
  }
  const sample = element('pre', { className: 'plain-text', dir: 'auto', tabIndex: 0 });
  const chosen = (): LegacyEncoding => select.value as LegacyEncoding;
  const show = (): void => {
    const text = decodeLegacy(bytes, chosen());
    // Begins where the encodings begin to differ.
    const at = Math.max(text.search(/[^\0-\x7f]/) - SAMPLE_UNITS / 4, 0);
    sample.textContent = text.slice(at, at + SAMPLE_UNITS);
  };
  select.addEventListener('change', show);
  show();
  const form = element(
    'form',
    { method: 'dialog' },
    element('p', {}, message('files.encoding.text')),
    element('label', { htmlFor: select.id }, message('files.encoding.label'), ' ', select),
    sample,
    element('button', { value: 'open', className: 'primary' }, message('files.encoding.open')),
  );
  body.append(form);
  select.focus();
  await new Promise((resolve) => {
    dialog.addEventListener('close', resolve, { once: true });
  });
  return dialog.returnValue === 'open' ? chosen() : undefined;
}
