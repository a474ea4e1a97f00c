import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { z } from 'zod';
import { loadApp } from '../local/functions-host/core-module.ts';

const folder = path.resolve(import.meta.dirname, '../functions');
const triggerFile = /[\\/]functions[\\/][\w-]+\.(timer|queue|http)\.ts$/;

/** The one statement at the end of each trigger's file that tells the worker about it. */
const registering = /^app\.(?<kind>timer|storageQueue|http)\('(?<name>\w+)', (?<options>[^;]*)\);\n/m;

interface Registration {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  /** Source text: an object with a handler, or the name of one that `adminRoute` made. */
  readonly options: string;
}

/**
 * Bundles `functions/index.ts` as a list of registrations whose handlers load their own file when they are first called.
 * At a start the worker only wants to know what there is; a third of the code, and most of the schemas, is for operators
 * who may never come. Throws for a file that does not end in such a statement: it would be missing in Azure.
 */
export async function lazyFunctions(): Promise<Plugin> {
  const routes = await readRoutes();
  return {
    name: 'lazy-functions',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]functions[\\/]index\.ts$/ }, () => ({
        contents: indexOf(readRegistrations(), routes),
        loader: 'ts',
        resolveDir: folder,
      }));
      onLoad({ filter: triggerFile }, ({ path: file }) => ({
        contents: readFileSync(file, 'utf8').replace(registering, ''),
        loader: 'ts',
      }));
    },
  };
}

function readRegistrations(): readonly Registration[] {
  const files = readdirSync(folder).filter((file) => triggerFile.test(path.join(folder, file)));
  return files.map((file) => {
    const { kind, name, options } = registering.exec(readFileSync(path.join(folder, file), 'utf8'))?.groups ?? {};
    if (!kind || !name || !options)
      throw new Error(`functions/${file} does not end in app.timer(…), or another trigger`);
    return { file, kind, name, options };
  });
}

function indexOf(registrations: readonly Registration[], routes: ReadonlyMap<string, string>): string {
  return [
    `import { app } from '@azure/functions';`,
    `import { queueConnectionFor } from '../shared/config/queue-connection.ts';`,
    `import { scheduleFor } from '../shared/config/schedules.ts';`,
    ...registrations.map((registration) => lazyRegistration(registration, routes)),
  ].join('\n');
}

function lazyRegistration({ file, kind, name, options }: Registration, routes: ReadonlyMap<string, string>): string {
  const handlerName = /^\w+$/.test(options) ? `${options}.handler` : /handler: (\w+)/.exec(options)![1];
  const handler = `handler: async (...args) => (await import('./${file}')).${handlerName}(...args)`;
  if (kind === 'http') return `app.http('${name}', { ...${routes.get(name)}, ${handler} });`;
  const fromSettings = options
    .replace(/schedule\(([^)]*)\)/, 'scheduleFor($1, process.env)')
    .replace('queueConnection()', 'queueConnectionFor(process.env)');
  return `app.${kind}('${name}', ${fromSettings.replace(/handler: \w+/, handler)});`;
}

const httpTrigger = z.object({
  type: z.literal('httpTrigger'),
  route: z.string(),
  methods: z.array(z.string()),
  authLevel: z.string(),
});

/** Route, methods and level of each HTTP function, as the unbundled app registers them. */
async function readRoutes(): Promise<ReadonlyMap<string, string>> {
  const app = await loadApp(
    () => import('../functions/index.ts'),
    () => undefined,
  );
  const found = [...app.functions.values()].flatMap(({ metadata }) => {
    const trigger = Object.values(metadata.bindings).find(({ type }) => type === 'httpTrigger');
    if (trigger === undefined) return [];
    const { route, methods, authLevel } = httpTrigger.parse(trigger);
    return [[metadata.name, JSON.stringify({ route, methods, authLevel })] as const];
  });
  return new Map(found);
}
