// What does the linter forbid that the compiler allows? (DESIGN: style and no-go list.)
import eslint from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const pure = ['citations', 'text', 'protocol', 'formats', 'deduplication', 'learners', 'rankers', 'measures', 'stopping', 'screening', 'reports'];
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'No default exports.' };
const noEnum = { selector: 'TSEnumDeclaration', message: 'No enums: a union of strings.' };
const noHtml = { selector: 'SvelteMustacheTag[kind="raw"]', message: 'Text is text: no {@html}.' };
const noRandom = { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is passed in (rng).' };
const noClock = {
  selector:
    ":matches(NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Date'][property.name='now'], MemberExpression[object.name='performance'])",
  message: 'The clock is passed in.',
};
const noMarks = { patterns: [{ regex: '/main/', message: 'The page knows the engine by its contract only.' }] };

export default ts.config(
  {
    ignores: [
      'dist/**',
      'out/**',
      'node_modules/**',
      'test/canary/**',
      'test/work/**',
      'test/samples/**',
      'test/work/**',
      'bench/work/**',
      'training/**',
      'main/learners/assembly/**',
      '.svelte-kit/**',
    ],
  },
  eslint.configs.recommended,
  ...ts.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.svelte'] })),
  ...svelte.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.node.json', './renderer/tsconfig.json', './test/browser/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-restricted-syntax': ['error', noDefault, noEnum, noHtml],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-literal-enum-member': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // Typed arrays are indexed within bounds in kernels: the check there is the loop.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: {
      'no-restricted-imports': ['error', noMarks],
      'svelte/no-at-html-tags': 'error',
      // Props that are bound are assigned from outside: the plain rule does not see it, Svelte's own does.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // Types of other .svelte files reach the linter as any; svelte-check has them whole.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  // State is replaced, not changed in place ($state.raw): plain sets and maps do.
  { files: ['renderer/**'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
  { files: ['renderer/**/*.ts'], languageOptions: { globals: globals.browser }, rules: { 'no-restricted-imports': ['error', noMarks] } },
  { files: pure.map((room) => `main/${room}/**/*.ts`), rules: { 'no-restricted-syntax': ['error', noDefault, noEnum, noRandom, noClock] } },
  { files: ['**/*.config.ts', '**/*.config.js'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], languageOptions: { globals: globals.node } },
  // Parts of it run in the page.
  { files: ['scripts/screenshots.mjs'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
);
