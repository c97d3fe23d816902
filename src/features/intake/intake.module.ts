import { Module } from '@nestjs/common';
import { CounterAgainController } from './counter-again.controller';
import { CounterController } from './counter.controller';
import { DeskReceiptController } from './desk-receipt.controller';
import { FormController } from './form.controller';
import { HomeController } from './home.controller';
import { ReceiptController } from './receipt.controller';

/** Comes in: first page, web forms, counter, receipts. Filing itself is shared with the API (`platform/intake`). */
@Module({
  controllers: [
    HomeController,
    FormController,
    ReceiptController,
    CounterAgainController,
    CounterController,
    DeskReceiptController,
  ],
})
export class IntakeModule {}
