export { type ComposedMail, MailComposer } from './composer';
export { MailModule, MailWorkerModule } from './mail.module';
export { MailSender, type Sent } from './mail-sender';
