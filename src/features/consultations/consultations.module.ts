import { Module } from '@nestjs/common';
import { ConsultationRounds } from './consultation-rounds';

/** For the worker: third parties are reminded, and who stays silent is no longer awaited. */
@Module({ providers: [ConsultationRounds], exports: [ConsultationRounds] })
export class ConsultationsWorkerModule {}
