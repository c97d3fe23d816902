import { Global, Module } from '@nestjs/common';
import { CaseWork } from './case-work';
import { TransferChains } from './transfer-chain';
import { Uploads } from './uploads';

/** Lets features move cases; needs the modules of letters, files and the relay. */
@Global()
@Module({ providers: [CaseWork, Uploads, TransferChains], exports: [CaseWork, Uploads, TransferChains] })
export class CaseworkModule {}
