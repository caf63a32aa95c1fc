import { message } from '../language/catalogue.js';

/** What stands in the way of a text being sent. */
export interface Problem {
  readonly flags: ValidityStateFlags;
  /** For people; empty where there is no problem. */
  readonly message: string;
}

/**
 * What a text area would say of a text (HTML, 4.10.11): the lengths count only once its user has edited it.
 *
 * @param limits a text area with the limits
 * @param length of the text, in UTF-16 code units
 * @param isEdited whether the text is the user's doing
 */
export function problemOf(limits: HTMLTextAreaElement, length: number, isEdited: boolean): Problem {
  const { required, disabled, readOnly, minLength, maxLength } = limits;
  if (length === 0) {
    return required && !disabled && !readOnly
      ? { flags: { valueMissing: true }, message: missingMessage() }
      : { flags: {}, message: '' };
  }
  if (isEdited && length < minLength) {
    return {
      flags: { tooShort: true },
      message: message('editor.too-short', { count: minLength, length }),
    };
  }
  if (isEdited && maxLength >= 0 && length > maxLength) {
    return {
      flags: { tooLong: true },
      message: message('editor.too-long', { count: maxLength, length }),
    };
  }
  return { flags: {}, message: '' };
}

/** In the browser's own words. For the lengths it has none, unless somebody really types into a text area. */
function missingMessage(): string {
  const missing = document.createElement('textarea');
  missing.required = true;
  return missing.validationMessage;
}
