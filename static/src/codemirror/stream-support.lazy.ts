import { LanguageSupport, StreamLanguage, type StreamParser } from '@codemirror/language';

/** The support of a language whose grammar is one of CodeMirror 5. */
export function streamSupport(parser: StreamParser<unknown>): LanguageSupport {
  return new LanguageSupport(StreamLanguage.define(parser));
}
