import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * How the server treats letters. later: 451. never: 550. hang: takes the letter and never answers. cut: breaks the
 * connection in the middle of the letter.
 */
export type Mood = 'accept' | 'later' | 'never' | 'hang' | 'cut';

/** An answer has reached the other side by then. */
const HEARD_MS = 200;
/** Somebody else may have taken the port while nobody listened on it. */
const DOOR_TRIES = 60;

/** A letter that the server took, as it reached a mailbox. */
export interface Taken {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  /** By the moved clock. */
  at: Date;
  /** By the clock on the wall, in milliseconds: to be compared with the death of a process. */
  realAt: number;
}

/** A real mail server that the campaign can spoil in every way in which mail servers are spoiled. */
export class MailServer {
  readonly taken: Taken[] = [];
  mood: Mood = 'accept';
  /** Letters in the hands of the server at this moment. */
  inHand = 0;
  private smtp!: SMTPServer;
  private door: Server | null = null;
  private port = 0;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly now: () => Date) {}

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onData: (stream, { remotePort }, answer) => void this.take(stream, remotePort, answer),
    });
    this.smtp.on('error', () => undefined);
    await this.open();
  }

  /** Behind a door of our own, so that connections can be broken and the whole server can be gone from its port. */
  async open(): Promise<void> {
    this.door = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
      this.smtp.server.emit('connection', socket);
    });
    for (let tries = 1; ; tries += 1) {
      this.door.listen(this.port, '127.0.0.1');
      try {
        await once(this.door, 'listening');
        break;
      } catch (error) {
        if (tries === DOOR_TRIES) throw error;
        await pause(500);
      }
    }
    this.port = (this.door.address() as AddressInfo).port;
  }

  /** Nobody listens on its port any more, and every connection breaks. */
  async gone(): Promise<void> {
    const door = this.door;
    this.door = null;
    if (!door) return;
    const closed = once(door, 'close');
    door.close();
    // Whoever was told that the letter is taken has heard it before the line breaks.
    const { mood } = this;
    this.mood = 'later';
    await pause(HEARD_MS);
    this.breakAll();
    this.mood = mood;
    await closed;
  }

  breakAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    await this.gone();
  }

  private async take(
    stream: NodeJS.ReadableStream,
    port: number,
    answer: (error?: Error | null) => void,
  ): Promise<void> {
    const { mood } = this;
    const line = [...this.sockets].find(({ remotePort }) => remotePort === port);
    this.inHand += 1;
    try {
      if (mood === 'cut') {
        await pause(HEARD_MS);
        // Its own line only: another letter may be taken in this moment.
        return void line?.destroy();
      }
      const mail = await simpleParser(stream as never, { skipHtmlToText: true, skipTextToHtml: true });
      // Its line broke while the letter was read: nobody would hear that it is taken, so it is not.
      if (!line || line.destroyed) return;
      // Whoever hangs holds the letter until the connection breaks.
      if (mood === 'hang') return;
      if (mood === 'later') return answer(Object.assign(new Error('Try again later'), { responseCode: 451 }));
      if (mood === 'never') return answer(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      const [to] = [mail.to ?? []].flat().flatMap((field) => field.value.map((one) => one.address ?? ''));
      const letter = { messageId: mail.messageId ?? '', subject: mail.subject ?? '', text: mail.text ?? '' };
      this.taken.push({ ...letter, to: to ?? '', at: this.now(), realAt: performance.now() });
      answer();
    } catch {
      // The connection broke in the middle of the letter: it was never taken.
      answer(Object.assign(new Error('Broken off'), { responseCode: 451 }));
    } finally {
      this.inHand -= 1;
    }
  }
}
