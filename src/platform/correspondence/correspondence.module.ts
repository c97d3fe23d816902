import { Global, Module } from '@nestjs/common';
import { Correspondence } from './correspondence';
import { Handlers } from './handlers';

/** Takes in what applicants write about their cases, by whatever way it comes; needs the relay. */
@Global()
@Module({ providers: [Correspondence, Handlers], exports: [Correspondence] })
export class CorrespondenceModule {}
