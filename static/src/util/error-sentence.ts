/** What an `Error`, or whatever else was thrown, has to say, as a sentence. */
export function sentenceOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
