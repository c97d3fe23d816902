import { Global, Module } from '@nestjs/common';
import { Letters } from './letters';

/** Gives the writer of letters to every feature; it needs `FilesModule`. */
@Global()
@Module({ providers: [Letters], exports: [Letters] })
export class LettersModule {}
