import { Module } from '@nestjs/common';
import { InstitutionRunProcessor } from './institution-run.processor';
import { InstitutionService } from './institution.service';

/** The worker's part: changes of the settings by which many open cases are counted anew. */
@Module({ providers: [InstitutionService, InstitutionRunProcessor] })
export class AdministrationWorkerModule {}
