import { enableCompileCache } from 'node:module';

/**
 * The bundle's entry point. What V8 compiled is kept in the temporary folder, where it may be written: the next process on
 * this instance starts sooner. It must be on before anything else is loaded.
 */
enableCompileCache();
await import('./index.ts');
