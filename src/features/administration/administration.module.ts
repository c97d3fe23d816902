import { Module } from '@nestjs/common';
import { AreasController } from './areas.controller';
import { AreasService } from './areas.service';
import { DirectoratesController } from './directorates.controller';
import { DirectoratesService } from './directorates.service';
import { InstitutionController } from './institution.controller';
import { InstitutionRunController } from './institution-run.controller';
import { InstitutionRuns } from './institution-runs';
import { InstitutionService } from './institution.service';
import { CrestController } from './crest.controller';
import { InstitutionsController } from './institutions.controller';
import { InstitutionsService } from './institutions.service';
import { LookController } from './look.controller';
import { LookService } from './look.service';
import { PeopleController } from './people.controller';
import { PersonSignInController } from './person-sign-in.controller';
import { PeopleService } from './people.service';
import { PersonPage } from './person-page';

/** What an administrator looks after: people, directorates, the institution and its settings. */
@Module({
  controllers: [
    PeopleController,
    PersonSignInController,
    DirectoratesController,
    AreasController,
    InstitutionController,
    InstitutionRunController,
    InstitutionsController,
    LookController,
    CrestController,
  ],
  providers: [
    PeopleService,
    PersonPage,
    DirectoratesService,
    AreasService,
    InstitutionService,
    InstitutionRuns,
    InstitutionsService,
    LookService,
  ],
})
export class AdministrationModule {}
