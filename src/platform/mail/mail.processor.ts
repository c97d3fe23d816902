import { Injectable } from '@nestjs/common';
import { JobHandlers } from '../queue';
import { MailSender } from './mail-sender';

@Injectable()
export class MailProcessor {
  constructor(handlers: JobHandlers, sender: MailSender) {
    handlers.register('mail', async ({ messageId }) => void (await sender.send(messageId)));
  }
}
