import { Module } from '@nestjs/common';
import { ImportController } from './import.controller';
import { RegisterImports } from './register-imports';

/** The old register: page and service (the command line uses the service). */
@Module({ controllers: [ImportController], providers: [RegisterImports], exports: [RegisterImports] })
export class RegisterImportModule {}
