import type { SourceNotes, SourceNotesStore } from '../../shared/ports/source-notes.ts';

/** Notes about the source of the document, in memory. */
export class FakeSourceNotes implements SourceNotesStore {
  #notes: SourceNotes = {};

  async read(): Promise<SourceNotes> {
    return this.#notes;
  }

  async write(notes: SourceNotes): Promise<void> {
    this.#notes = notes;
  }
}
