import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Whatever takes HTML as text, or makes code of text. */
const HTML_SINKS =
  '/^(innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTML|setHTMLUnsafe|parseHTML|parseHTMLUnsafe|createContextualFragment|parseFromString|execCommand|write|writeln)$/';

const noHTML = [
  {
    selector: `MemberExpression[property.name=${HTML_SINKS}], MemberExpression[property.value=${HTML_SINKS}]`,
    message: 'HTML reaches a page through sanitize() alone.',
  },
  {
    selector: 'Identifier[name=/^(DOMParser|XSLTProcessor)$/]',
    message: 'HTML reaches a page through sanitize() alone.',
  },
  {
    selector: 'ImportDeclaration[source.value="dompurify"]',
    message: 'Only sanitizer/ configures DOMPurify.',
  },
];

const noPolicy = {
  selector:
    'ImportDeclaration[source.value=/trusted-types/] > ImportSpecifier[imported.name=/^(policy|trustedHTML)$/]',
  message: 'Trusted HTML is for sanitizer/ alone.',
};

const noCodeFromText = [
  { selector: 'MemberExpression[property.name="createPolicy"]', message: 'See trusted-types.ts.' },
];

const noNodeIterator = {
  selector: 'MemberExpression[property.name="createNodeIterator"]',
  message:
    'Use a TreeWalker: until a NodeIterator is collected, each node that leaves its place is compared with it. ' +
    'With one for each call of the sanitizer, 230 KB took twice as long to open.',
};

export default tseslint.config(
  // types/ refers to the files of the package, and is compiled with those of frameworks by PackageIT.
  { ignores: ['dist/', 'target/', 'types/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
  },
  {
    files: ['build/**/*.mjs'],
    languageOptions: {
      globals: {
        Buffer: false,
        console: false,
        process: false,
        TextDecoder: false,
        URL: false,
        WebAssembly: false,
      },
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'test', package: 'node:test' }] },
      ],
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'no-restricted-syntax': ['error', noNodeIterator, ...noHTML, noPolicy, ...noCodeFromText],
      // Texts are hostile: some of 150 characters froze the tab by an expression of this kind.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // It runs in a frame without an origin, which has no page to protect.
    files: ['src/drawings/diagram-painter.ts'],
    rules: { 'no-restricted-syntax': ['error', noNodeIterator, noPolicy, ...noCodeFromText] },
  },
  {
    files: ['src/security/trusted-types.ts'],
    rules: { 'no-restricted-syntax': ['error', noNodeIterator, ...noHTML] },
  },
  {
    files: ['src/sanitizer/**'],
    rules: { 'no-restricted-syntax': ['error', noNodeIterator, ...noCodeFromText] },
  },
);
