import type { JourneyWrite } from '../../../shared/ports/recipient-store.ts';
import type { OutgoingMail } from '../../../shared/ports/mailer.ts';
import type { RateGate } from '../../../shared/delivery/rate-gate.ts';
import type { AgendaEntry } from '../../../shared/ports/agenda.ts';
import { FakeAgenda } from '../../fakes/fake-agenda.ts';
import { FakeGateStore } from '../../fakes/fake-gate-store.ts';
import { FakeMailer } from '../../fakes/fake-mailer.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';

type Hook = () => Promise<void> | void;

/** Lets something happen once, right before the next use. */
class Interruption {
  #hook: Hook | undefined;

  next(hook: Hook): void {
    this.#hook = hook;
  }

  async happen(): Promise<void> {
    const hook = this.#hook;
    this.#hook = undefined;
    await hook?.();
  }
}

/** People, with something that happens before a write. */
export class HookedRecipients extends FakeRecipientStore {
  readonly beforeWrite = new Interruption();
  readonly writes: JourneyWrite[] = [];

  override async writeJourney(write: JourneyWrite) {
    await this.beforeWrite.happen();
    this.writes.push(write);
    return super.writeJourney(write);
  }
}

/** A mail service, with something that happens while it has the request. */
export class HookedMailer extends FakeMailer {
  readonly whileSending = new Interruption();

  override async send(mail: OutgoingMail) {
    await this.whileSending.happen();
    return super.send(mail);
  }
}

/** A rate gate, with something that happens before a write. */
export class HookedGates extends FakeGateStore {
  readonly beforeWrite = new Interruption();
  writes = 0;

  override async write(gate: RateGate, version: string | undefined) {
    await this.beforeWrite.happen();
    this.writes += 1;
    return super.write(gate, version);
  }
}

/** An agenda, with something that happens before entries become watched ones. */
export class HookedAgenda extends FakeAgenda {
  readonly beforeWatch = new Interruption();

  override async watch(entries: readonly AgendaEntry[], watchAt: Date) {
    await this.beforeWatch.happen();
    return super.watch(entries, watchAt);
  }
}
