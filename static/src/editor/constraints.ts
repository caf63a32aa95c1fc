import { message } from '../language/catalogue.js';

/** The reason why a text cannot be submitted. */
export interface Problem {
  readonly flags: ValidityStateFlags;
  /** The message shown to the user; empty where there is no problem. */
  readonly message: string;
}

/**
 * Validates a text as a text area would (HTML, 4.10.11): the lengths count only once the user has edited it.
 *
 * @param limits a text area with the limits
 * @param length of the text, in UTF-16 code units
 * @param isEdited true if the user, rather than a script, made the last change
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

/** The browser's own message. It has none for the lengths unless the user really types into a text area. */
function missingMessage(): string {
  const missing = document.createElement('textarea');
  missing.required = true;
  return missing.validationMessage;
}
