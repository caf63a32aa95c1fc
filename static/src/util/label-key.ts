/**
 * Returns the form that all labels have in common that match (spec, 6.3): their case folds, with white space
 * between words as one space.
 */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
