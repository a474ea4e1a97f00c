import { QueueClient } from '@azure/storage-queue';

/** What the mail service tells of its mails, until nobody is killed any more: then they are only work, and may get lost. */
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
