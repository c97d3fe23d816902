import { Global, Module } from '@nestjs/common';
import { CaseWork } from './case-work';
import { Looks } from './looks';
import { RelatedCases } from './related-cases';
import { TransferChains } from './transfer-chain';
import { Uploads } from './uploads';

const SERVICES = [CaseWork, Looks, Uploads, TransferChains, RelatedCases];

/** Lets features move cases; needs the modules of letters, files and the relay. */
@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class CaseworkModule {}
