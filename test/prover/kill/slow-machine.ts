import { subscribe } from 'node:diagnostics_channel';

const requestChannels = ['http.client.request.start', 'undici:request:create'];

/** Stops this process for so long at each request that it makes: it works as on a slow machine, and uses no processor. */
export function workSlowly(ms: number): void {
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (const channel of requestChannels) subscribe(channel, () => void Atomics.wait(nobodyWakes, 0, 0, ms));
}
