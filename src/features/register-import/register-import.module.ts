import { Module } from '@nestjs/common';
import { ImportController } from './import.controller';
import { ImportProcessor } from './import.processor';
import { ImportRuns } from './import-runs';
import { RegisterImports } from './register-imports';

/** The old register: page and service (the command line uses the service). */
@Module({ controllers: [ImportController], providers: [RegisterImports, ImportRuns], exports: [RegisterImports] })
export class RegisterImportModule {}

/** The worker's part: files that are too long for somebody to wait for the page. */
@Module({ providers: [RegisterImports, ImportProcessor] })
export class RegisterImportWorkerModule {}
