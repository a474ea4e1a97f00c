import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What libraries write at their most verbose, the spans they make, and the address of each request that is made. */
export interface Heard {
  readonly libraryLines: readonly string[];
  readonly spans: readonly string[];
  readonly urls: readonly string[];
  end(): void;
}

interface AzureLogger {
  setLogLevel(level: 'verbose'): void;
  readonly AzureLogger: { log: (...parts: readonly unknown[]) => void };
}

interface AzureTracing {
  useInstrumenter(instrumenter: object): void;
}

/** The libraries that the Azure SDKs log and trace with, in the form in which those load them. */
async function ofTheSdk<Library>(name: string): Promise<Library> {
  const here = createRequire(import.meta.url);
  const file = createRequire(here.resolve('@azure/data-tables')).resolve(name);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a library without an import of ours
  return (await import(pathToFileURL(file.replace('/commonjs/', '/esm/')).href)) as Library;
}

const requestStarts = 'http.client.request.start';

/** Listens from now on. Requests by `fetch`, as tests make them, are not heard. */
export async function listenIn(): Promise<Heard> {
  const [libraryLines, spans, urls]: string[][] = [[], [], []];
  const logger = await ofTheSdk<AzureLogger>('@azure/logger');
  logger.setLogLevel('verbose');
  logger.AzureLogger.log = (...parts) => void libraryLines!.push(parts.map(String).join(' '));
  const tracing = await ofTheSdk<AzureTracing>('@azure/core-tracing');
  tracing.useInstrumenter(instrumenter((line) => void spans!.push(line)));
  const onRequest = (message: unknown) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- https://nodejs.org/api/diagnostics_channel.html
    const { request } = message as { readonly request: ClientRequest };
    urls!.push(`${request.method} ${request.host}${request.path}`);
  };
  subscribe(requestStarts, onRequest);
  return {
    libraryLines: libraryLines!,
    spans: spans!,
    urls: urls!,
    end: () => void unsubscribe(requestStarts, onRequest),
  };
}

/** As an exporter would see them: names, attributes and exceptions of spans. */
function instrumenter(write: (line: string) => void): object {
  const span = {
    setStatus: (status: unknown) => write(JSON.stringify(status)),
    setAttribute: (name: string, value: unknown) => write(JSON.stringify([name, value])),
    addEvent: (name: string, options: unknown) => write(JSON.stringify([name, options])),
    recordException: (error: unknown) => write(String(error)),
    end: () => undefined,
    isRecording: () => true,
  };
  const context = { setValue: () => context, getValue: () => undefined, deleteValue: () => context };
  return {
    startSpan(name: string, { spanAttributes = {} }: { readonly spanAttributes?: object } = {}) {
      write(JSON.stringify([name, spanAttributes]));
      return { span, tracingContext: context };
    },
    withContext: (_: unknown, act: (...given: unknown[]) => unknown, ...given: unknown[]) => act(...given),
    parseTraceparentHeader: () => undefined,
    createRequestHeaders: () => ({}),
  };
}

const token = /eyJ[\w-]{20,}/;
const phone = /\+\d[\d -]{8,}\d/;
const address = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
const objectIds = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
const shortest = 6;

/** The first ten lines that hold what is nobody's business, each with why. */
export function secretsIn(lines: readonly string[], people: readonly object[], connections: readonly string[]) {
  const texts = people.flatMap((person) => Object.values(person) as unknown[]).flat();
  const names = texts.filter(
    (text) => typeof text === 'string' && text.length >= shortest && text.replaceAll(objectIds, '') !== '',
  );
  const keys = connections.flatMap((text) => [...text.matchAll(/key=([^;]+)/gi)].map(([, key]) => key!));
  const secrets = [...names, ...keys].map(String);
  const badIn = (line: string) =>
    [token, phone, address].find((form) => form.test(line)) ?? secrets.find((text) => line.includes(text));
  const told = distinct(lines)
    .map((line) => ({ line, bad: badIn(line) }))
    .filter(({ bad }) => bad !== undefined);
  return told.slice(0, 10).map(({ line, bad }) => `${String(bad)}: ${line}`);
}

/** Requests by the thousand differ in nothing but whose they are. */
const distinct = (lines: readonly string[]): readonly string[] => [
  ...new Set(lines.map((line) => line.replaceAll(objectIds, ''))),
];
