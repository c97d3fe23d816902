import { Global, Module } from '@nestjs/common';
import { Crests } from './crests';
import { Letters } from './letters';

/** Gives the writer of letters to every feature; it needs `FilesModule`. */
@Global()
@Module({ providers: [Crests, Letters], exports: [Crests, Letters] })
export class LettersModule {}
