import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail';
import { OutboxController } from './outbox.controller';

/** The page of outgoing messages. */
@Module({ imports: [MailModule], controllers: [OutboxController] })
export class OutboxModule {}
