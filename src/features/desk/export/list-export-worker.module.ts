import { Module } from '@nestjs/common';
import { ExportProcessor } from './export.processor';
import { ListWriter } from './list-writer';

/** The worker's part of files of lists. */
@Module({ providers: [ListWriter, ExportProcessor] })
export class ListExportWorkerModule {}
