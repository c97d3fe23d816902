import { Global, Module } from '@nestjs/common';
import { Recounting } from './recounting';

/** What the calendar, the settings and a newer program share: counting anew, and telling whom it concerns. */
@Global()
@Module({ providers: [Recounting], exports: [Recounting] })
export class RecountModule {}
