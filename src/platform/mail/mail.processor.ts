import { Injectable } from '@nestjs/common';
import { type JobContext, JobHandlers, Rush } from '../queue';
import { MailSender } from './mail-sender';

/**
 * Messages in hand at once: several for each connection to the mail server, so that none of them waits for a text, and so
 * few that even a server which answers nobody is done with them before another sender may take them.
 */
const AT_ONCE = 32;
/** While thousands of alarms are being told. */
const AT_ONCE_IN_A_RUSH = 2;

/** The jobs that send messages. A message is taken from the outbox only when its turn has come. */
@Injectable()
export class MailProcessor {
  private sending = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    handlers: JobHandlers,
    sender: MailSender,
    private readonly rush: Rush,
  ) {
    rush.onOver(() => this.goOn());
    const send = (messageId: string, { signal }: JobContext): Promise<void> =>
      this.inTurn(async () => {
        // A process that ends leaves the rest in the outbox, where the next one finds it.
        if (!signal.aborted) await sender.send(messageId);
      });
    handlers.register('mail', ({ messageId }, context) => send(messageId, context));
    handlers.register('mails', async ({ messageIds }, context) => {
      // One that ends with an error stays in the outbox, and keeps none of the others.
      const ended = await Promise.allSettled(messageIds.map((id) => send(id, context)));
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    });
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    const turn = new Promise<void>((go) => this.waiting.push(go));
    this.goOn();
    await turn;
    try {
      await work();
    } finally {
      this.sending -= 1;
      this.goOn();
    }
  }

  /** Whoever waits goes, as far as there is room. */
  private goOn(): void {
    const most = this.rush.isOn ? AT_ONCE_IN_A_RUSH : AT_ONCE;
    while (this.sending < most) {
      const next = this.waiting.shift();
      if (!next) return;
      this.sending += 1;
      next();
    }
  }
}
