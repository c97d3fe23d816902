import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../queue';
import { MailSender } from './mail-sender';

/**
 * Messages in hand at once: several for each connection to the mail server, so that none of them waits for a text, and so
 * few that even a server which answers nobody is done with them before another sender may take them.
 */
const AT_ONCE = 32;

/** The job that sends one message. A message is taken from the outbox only when its turn has come. */
@Injectable()
export class MailProcessor {
  private sending = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(handlers: JobHandlers, sender: MailSender) {
    handlers.register('mail', ({ messageId }, { signal }) =>
      this.inTurn(async () => {
        // A process that ends leaves the rest in the outbox, where the next one finds it.
        if (!signal.aborted) await sender.send(messageId);
      }),
    );
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    if (this.sending >= AT_ONCE) await new Promise<void>((go) => this.waiting.push(go));
    else this.sending += 1;
    try {
      await work();
    } finally {
      // Whoever waits takes the place over, so the number stays as it is.
      const next = this.waiting.shift();
      if (next) next();
      else this.sending -= 1;
    }
  }
}
