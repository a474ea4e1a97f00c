import { describe, expect, it } from 'vitest';
import { createHostLog, type HostLogEntry, type LogFormat } from '../../../local/functions-host/host-log.ts';

const succeeded = {
  kind: 'invocation',
  function: 'tick',
  invocationId: '1',
  status: 'succeeded',
  durationMs: 2.5,
} as const;
const failed = { ...succeeded, status: 'failed', exception: 'out of order' } as const;
const said = { kind: 'user', level: 'information', function: 'tick', invocationId: '1', message: 'hello' } as const;
const warned = { ...said, level: 'warning' } as const;
const listening = { kind: 'host', level: 'information', message: 'tick: timer' } as const;

describe('The log of the host', () => {
  it.each<[LogFormat, HostLogEntry, string[]]>([
    ['text', succeeded, ['tick succeeded in 2.5 ms']],
    ['text', failed, ['tick failed in 2.5 ms: out of order']],
    ['text', said, ['  [tick information] hello']],
    ['text', listening, ['tick: timer']],
    ['quiet', succeeded, []],
    ['quiet', said, []],
    ['quiet', listening, []],
    ['quiet', failed, ['tick failed in 2.5 ms: out of order']],
    ['quiet', warned, ['  [tick warning] hello']],
    ['json', succeeded, [JSON.stringify(succeeded)]],
  ])('as %s writes of %j: %j', (format, entry, expected) => {
    const lines: string[] = [];

    createHostLog(format, (line) => lines.push(line))(entry);

    expect(lines).toEqual(expected);
  });
});
