import { Module } from '@nestjs/common';
import { MailComposer } from './composer';
import { FailedMessages } from './failed-messages';
import { LastLook } from './last-look';
import { MailProcessor } from './mail.processor';
import { MailSender } from './mail-sender';
import { PostOffice } from './post-office';
import { ReplyTo } from './reply-to';
import { ReceiptSheets } from './receipt-sheets';

/** Puts messages into words: for whoever shows them. */
@Module({ providers: [MailComposer, ReceiptSheets], exports: [MailComposer] })
export class MailModule {}

/** Hands messages to the mail server: for the worker, and for whoever must not rely on it. */
@Module({ providers: [PostOffice], exports: [PostOffice] })
export class PostModule {}

/** Sends messages: for the worker. */
@Module({
  imports: [MailModule, PostModule],
  providers: [LastLook, ReplyTo, FailedMessages, MailSender, MailProcessor],
  exports: [MailSender, FailedMessages],
})
export class MailWorkerModule {}
