import { defineConfig } from 'vitest/config';

/** Browsers and whole programs: when all others are done, since they share the machine with what they start. */
const programs = [
  'test/end-to-end/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'test/prover/operators/**/*.test.ts',
  'test/scale/{killed-*,host-memory}.test.ts',
];

/** The product over HTTP, one host after the other: those of a worker share the loaded app and an Azurite. */
const hosts = ['test/admin-api/**/*.test.ts', 'test/campaigns/**/*.test.ts'];

/** They load an app of their own into their process, which can be done once in a process. */
const apps = ['test/functions/**/*.test.ts', 'test/local/functions-host/**/*.test.ts'];

/** Each test of theirs is a whole campaign in virtual time or on Azurite. */
const worlds = ['test/prover/*.test.ts', 'test/infra/{entra,deploy-guide-run}.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/azurite.setup.ts'],
    projects: [
      {
        test: {
          name: 'parts',
          maxWorkers: 2,
          include: ['test/**/*.test.ts'],
          exclude: [...programs, ...hosts, ...apps, ...worlds],
          // No module holds state (test/shared/module-state.test.ts), so the files of a worker share what was loaded.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'hosts',
          maxWorkers: 2,
          include: hosts,
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'apps',
          maxWorkers: 2,
          include: apps,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'worlds',
          maxWorkers: 2,
          include: worlds,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'programs',
          include: programs,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // Whole programs and browsers share the machine with whatever else runs on it.
          retry: 2,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
