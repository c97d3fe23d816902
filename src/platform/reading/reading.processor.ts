import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type FileRow, FileTexts, type FileTextState, Transactions } from '../../records';
import { FileKeeper } from '../files';
import { Housekeeping } from '../housekeeping';
import { JobHandlers, JobQueue } from '../queue';
import { FileReader } from './file-reader';

/** Queued by one sweep: more than are read until the next one. */
const A_ROUND = 1_000;

/** The job that reads one file, so that its case is found by what the file says. */
@Injectable()
export class ReadingProcessor implements OnModuleInit {
  constructor(
    handlers: JobHandlers,
    private readonly housekeeping: Housekeeping,
    private readonly queue: JobQueue,
    private readonly files: FileTexts,
    private readonly keeper: FileKeeper,
    private readonly reader: FileReader,
    private readonly transactions: Transactions,
  ) {
    handlers.register(
      'read-file',
      async ({ fileId }, { signal }) => {
        if (!signal.aborted) await this.read(fileId);
      },
      // Reading never fails for the file's sake; whatever else did, it is not tried for ever.
      ({ fileId }) => this.note(fileId, 'broken'),
    );
  }

  onModuleInit(): void {
    this.housekeeping.add('files-to-read', async () => {
      const ids = await this.files.waiting(this.transactions.reader, A_ROUND);
      await this.queue.add(
        ids.map((fileId) => ({ name: 'read-file', data: { fileId } })),
        'patient',
      );
    });
  }

  async read(fileId: string): Promise<void> {
    const file = await this.files.unread(this.transactions.reader, fileId);
    if (!file) return;
    // Our own letters are searched by their text, which is kept.
    if (file.role === 'letter') return this.note(fileId, 'no-text');
    if (!(await this.isThere(file))) return this.note(fileId, 'missing');
    const { state, text } = await this.reader.read({ path: this.keeper.pathOf(file), name: file.name });
    await this.note(fileId, state, text);
  }

  private async isThere(file: FileRow): Promise<boolean> {
    const stream = await this.keeper.open(file).catch(() => null);
    stream?.destroy();
    return stream !== null;
  }

  private async note(fileId: string, state: FileTextState, text = ''): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.files.unread(tx, fileId);
      if (file) await this.files.note(tx, file, state, text);
    });
  }
}
