import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller';

/** Who is away, and who stands in. */
@Module({ controllers: [AbsencesController] })
export class AbsencesModule {}
