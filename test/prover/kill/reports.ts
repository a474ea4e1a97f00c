import { QueueClient } from '@azure/storage-queue';

/** The delivery reports, while hosts are killed. After that they would only be more work, and are dropped. */
export class Reports {
  readonly #queue: QueueClient;
  #isOver = false;

  constructor(storage: string) {
    this.#queue = new QueueClient(storage, 'delivery-reports');
  }

  async open(): Promise<void> {
    await this.#queue.createIfNotExists();
  }

  end(): void {
    this.#isOver = true;
  }

  async tell(event: unknown): Promise<void> {
    if (this.#isOver) return;
    await this.#queue.sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
  }
}
