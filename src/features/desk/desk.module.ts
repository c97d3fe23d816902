import { Module } from '@nestjs/common';
import { CASE_CONTROLLERS, CASE_PROVIDERS } from './case';
import { BulkController } from './bulk/bulk.controller';
import { ChosenCases } from './bulk/chosen';
import { BulkPrintController } from './bulk/print.controller';
import { ExportController } from './export/export.controller';
import { ListExports } from './export/list-exports';
import { OwnDeskController } from './own-desk.controller';
import { QueueController } from './queue.controller';
import { QueueKnown } from './queue-known';

/** The officials' desk: the queue and the case page. */
@Module({
  controllers: [
    QueueController,
    OwnDeskController,
    BulkController,
    BulkPrintController,
    ExportController,
    ...CASE_CONTROLLERS,
  ],
  providers: [...CASE_PROVIDERS, ChosenCases, ListExports, QueueKnown],
})
export class DeskModule {}
