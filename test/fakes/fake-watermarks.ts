import type { Watermarks } from '../../shared/ports/watermarks.ts';
import type { LogReading } from '../../shared/registration/detection.ts';
import type { RegistrationService } from '../../shared/registration/evidence.ts';

/** Watermarks in memory. */
export class FakeWatermarks implements Watermarks {
  readonly #readUntil = new Map<RegistrationService, number>();
  #reading: LogReading | undefined;

  async read(service: RegistrationService): Promise<Date | undefined> {
    const at = this.#readUntil.get(service);
    return at === undefined ? undefined : new Date(at);
  }

  async write(service: RegistrationService, at: Date): Promise<void> {
    this.#readUntil.set(service, at.getTime());
  }

  async readReading(): Promise<LogReading | undefined> {
    return structuredClone(this.#reading);
  }

  async noteReading(reading: LogReading): Promise<void> {
    this.#reading = structuredClone(reading);
  }
}
