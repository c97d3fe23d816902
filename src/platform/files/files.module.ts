import { Global, Module } from '@nestjs/common';
import { FileKeeper } from './file-keeper';

/** Gives the keeper of files to every feature. */
@Global()
@Module({ providers: [FileKeeper], exports: [FileKeeper] })
export class FilesModule {}
