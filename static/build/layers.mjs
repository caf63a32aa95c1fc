/**
 * The folders of src, from top to bottom. A file imports from its own folder and from rows below its own,
 * never from above and never from a neighbour in its row. CONTRIBUTING.md says what each row is for.
 */
export const LAYERS = [
  ['.', 'page', 'node'],
  ['app'],
  ['app/export', 'app/library'],
  ['app/files', 'app/history', 'app/offline', 'app/outline', 'app/palette', 'app/shell'],
  ['app/shortcuts', 'app/settings', 'app/status'],
  ['app/ui'],
  ['embed'],
  ['editor', 'preview-element'],
  ['live', 'panes', 'paste', 'reading', 'toolbar', 'writing'],
  ['formatting', 'rendered-document'],
  ['codemirror', 'fragments', 'sanitizer'],
  ['security'],
  ['engine'],
  ['api', 'dom', 'language', 'schedule', 'styles', 'util'],
];
