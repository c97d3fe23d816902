import { Global, Module } from '@nestjs/common';
import { IntakeBacklogRetry } from './backlog-retry';
import { CaseLookup } from './case-lookup';
import { IntakeService } from './intake.service';
import { SubmissionRate } from './submission-rate';
import { TrackingPass } from './tracking-pass';

const SHARED = [IntakeService, IntakeBacklogRetry, CaseLookup, SubmissionRate, TrackingPass];

/** What web form, counter, API and worker share: filing, looking a case up by its code, trying again what waits. */
@Global()
@Module({ providers: SHARED, exports: SHARED })
export class FilingModule {}
