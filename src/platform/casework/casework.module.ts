import { Global, Module } from '@nestjs/common';
import { CaseWork } from './case-work';
import { Uploads } from './uploads';

/** Lets features move cases; needs the modules of letters, files and the relay. */
@Global()
@Module({ providers: [CaseWork, Uploads], exports: [CaseWork, Uploads] })
export class CaseworkModule {}
