/**
 * Types are checked by `npm run typecheck`; here swc only strips them, so a test starts at once. Suites that start servers,
 * stores and browsers are a project apart: they are run one at a time, beside the others.
 */
const PROCESSES = '/tests/(journeys/|crash/|flood/|bot/storage/redis-cluster)';

const shared = {
  rootDir: __dirname,
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/tests/support/once-more.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

module.exports = {
  testTimeout: 60000,
  projects: [
    { ...shared, displayName: 'inside', testRegex: ['/tests/.*\\.test\\.ts$'], testPathIgnorePatterns: [PROCESSES] },
    { ...shared, displayName: 'outside', testRegex: [`${PROCESSES}.*\\.test\\.ts$`] },
  ],
};
