import { Module } from '@nestjs/common';
import { MailModule, PostModule } from '../../platform/mail';
import { OutageMailer } from './outage-mailer';
import { Watchdog } from './watchdog';
import { WatchdogRound } from './watchdog-round';

/** The alarm on the alarms, for the web process: the worker is what it watches. */
@Module({ imports: [MailModule, PostModule], providers: [Watchdog, OutageMailer, WatchdogRound] })
export class WatchdogModule {}
