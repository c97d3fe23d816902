import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail';
import { ComingController } from './coming.controller';
import { ComingReader } from './coming-reader';
import { JobKeeping } from './job-keeping';
import { JobsController } from './jobs.controller';
import { JobsReader } from './jobs-reader';

/** What waits, what failed and what will be told, for whoever runs the installation. */
@Module({
  imports: [MailModule],
  controllers: [ComingController, JobsController],
  providers: [ComingReader, JobKeeping, JobsReader],
})
export class JobsModule {}
