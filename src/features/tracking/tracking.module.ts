import { Module } from '@nestjs/common';
import { MessageController } from './message.controller';
import { TrackController } from './track.controller';
import { TrackedController } from './tracked.controller';
import { TrackedCases } from './tracked-cases';

/** What the citizen sees afterwards: where the case stands, why until then, questions to answer, documents to take. */
@Module({ controllers: [TrackController, TrackedController, MessageController], providers: [TrackedCases] })
export class TrackingModule {}
