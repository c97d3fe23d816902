import { Module } from '@nestjs/common';
import { MailWorkerModule } from '../../platform/mail';
import { MailboxHealth } from './imap/mailbox-health';
import { MailboxKeeper } from './imap/mailbox-keeper';
import { MailboxRound } from './imap/mailbox-round';
import { MailStoring } from './imap/mail-storing';
import { MailController } from './mail.controller';
import { MailDesk } from './mail-desk';
import { MailStepsController } from './mail-steps.controller';
import { MailboxController } from './mailbox.controller';
import { MailboxService } from './mailbox.service';
import { Bounced } from './reading/bounced';
import { MailLanding } from './reading/mail-landing';
import { MailMatching } from './reading/mail-matching';
import { MailReading } from './reading/mail-reading';

/** The pages: which mailbox is read, and what came into it. */
@Module({
  controllers: [MailboxController, MailController, MailStepsController],
  providers: [MailboxService, MailDesk, MailLanding, MailMatching],
})
export class MailIntakeModule {}

/** The worker's part: reads the mailboxes. */
@Module({
  imports: [MailWorkerModule],
  providers: [
    ...[MailboxKeeper, MailboxHealth, MailboxRound, MailStoring],
    ...[MailReading, MailLanding, MailMatching, Bounced],
  ],
})
export class MailIntakeWorkerModule {}
