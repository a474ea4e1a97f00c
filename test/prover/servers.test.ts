import { describe, expect, it } from 'vitest';
import { Servers, type Fate } from './servers.ts';
import { VirtualTime } from './virtual-time.ts';

const dying: Fate = { crash: 'after', appliedAfterMs: 5, answeredAfterMs: 5 };
const late: Fate = { appliedAfterMs: 5, answeredAfterMs: 60_000 };

describe('a request whose answer nobody goes on with', () => {
  it.each([
    ['its server dies', dying],
    ['it comes late', late],
  ])('has done all that it does before time passes: %s', async (_name, fate) => {
    const time = new VirtualTime(0);
    const servers = new Servers(time, { of: () => fate });
    let isDone = false;
    const apply = async () => {
      for (let turns = 0; turns < 5; turns++) await Promise.resolve();
      isDone = true;
    };
    servers.start(
      'sendMessage',
      0,
      (invocation) => servers.request(invocation, 'write the person', apply),
      () => undefined,
    );
    time.step();
    expect([isDone, servers.isUnsettled]).toEqual([false, true]);
    await servers.settle();
    expect([isDone, servers.isUnsettled]).toEqual([true, false]);
  });
});
