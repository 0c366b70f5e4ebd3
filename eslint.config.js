import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', 'dist', '.veghe', 'coverage', '.dependency-cruiser.cjs'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Clients of the AWS SDK are made and used through safeClient alone (shared/kernel/safe-client.ts says why).
    files: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "NewExpression[callee.name=/Client$/]:not(CallExpression[callee.name='safeClient'] > ArrowFunctionExpression > NewExpression)",
          message: 'Make it as safeClient(() => new …Client(…)).',
        },
      ],
    },
  },
  {
    // Constructs are made for their side effect on the tree; command-line programs print.
    files: ['infra/**/*.ts', 'tests/**/*.ts'],
    rules: { 'no-new': 'off', 'no-console': 'off' },
  },
  {
    // A test left focused or skipped hides the others; real time makes them flake.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What came over HTTP is read by the test that knows what it asked.
      '@typescript-eslint/no-explicit-any': 'off',
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) => [
          { object, property: 'only', message: 'A focused test hides the others.' },
          { object, property: 'skip', message: 'Use skipIf with the reason printed.' },
        ]),
      ],
    },
  },
);
