/** Checks of data that comes from outside of the program: messages, and what the browser has stored. */
export type Check = (value: unknown) => boolean;

/** Returns whether a value is an object whose own members pass the checks. */
export function hasShape(value: unknown, members: Readonly<Record<string, Check>>): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(
      ([name, check]) =>
        Object.hasOwn(value, name) && check((value as Record<string, unknown>)[name]),
    )
  );
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Returns whether a value is a non-negative integer that a number holds exactly. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isOneOf(...expected: readonly unknown[]): Check {
  return (value) => expected.includes(value);
}
