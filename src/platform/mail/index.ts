export { type ComposedMail, MailComposer, type Message } from './composer';
export { envelopeOf, messageHost } from './envelope';
export { FailedMessages } from './failed-messages';
export { MailModule, MailWorkerModule, PostModule } from './mail.module';
export { MailSender, type Sent } from './mail-sender';
export { PostOffice, RefusedForGood } from './post-office';
export { replyAddress, replyReference } from './reply-address';
