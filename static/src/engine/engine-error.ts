/** Something that the engine itself threw: a Java exception, with its message. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
