import { Module } from '@nestjs/common';
import { Acceptance } from './acceptance';
import { FallBack } from './fall-back';
import { Offers } from './offers';
import { Refusal } from './refusal';
import { TransfersController } from './transfers.controller';

/** Requests that go from one institution of the installation to another: the page of the one that is to take them on. */
@Module({ controllers: [TransfersController], providers: [Acceptance, Offers, Refusal] })
export class TransfersModule {}

/** For the worker: what nobody answered falls back. */
@Module({ providers: [FallBack], exports: [FallBack] })
export class TransfersWorkerModule {}
