import ts from 'typescript';
import tseslint from 'typescript-eslint';

/**
 * A record is asked for a key that is not written in the code through `own` alone (shared/kernel/own.ts): a plain lookup finds
 * `constructor` and `valueOf` in every record. Keys of a known set, and numbers, are no matter.
 */
const ownKeys = {
  meta: { type: 'problem', schema: [], messages: { own: 'Look it up as own(record, key), or use a Map.' } },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    const isText = (type) =>
      type.isUnionOrIntersection() ? type.types.some(isText) : (type.flags & ts.TypeFlags.String) !== 0;
    return {
      MemberExpression(node) {
        const { parent } = node;
        const written = parent.type === 'AssignmentExpression' && parent.left === node;
        if (node.computed && !written && isText(getTypeAtLocation(node.property)))
          context.report({ node, messageId: 'own' });
      },
      "BinaryExpression[operator='in']"(node) {
        if (isText(getTypeAtLocation(node.left))) context.report({ node, messageId: 'own' });
      },
    };
  },
};

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
    // What comes from outside is looked up and checked in one way.
    files: ['shared/**/*.ts', 'functions/**/*.ts'],
    ignores: ['shared/kernel/own.ts', 'shared/http/read.ts'],
    plugins: { veghe: { rules: { 'own-keys': ownKeys } } },
    rules: {
      'veghe/own-keys': 'error',
      'no-restricted-imports': [
        'error',
        {
          name: 'zod/v4/core',
          importNames: ['parse', 'safeParse'],
          message: 'Use read or checked of shared/http/read.ts: they refuse what no input may hold.',
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
