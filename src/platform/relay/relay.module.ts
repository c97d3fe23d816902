import { Global, Module } from '@nestjs/common';
import { Relay } from './relay';
import { RelayProcessor } from './relay.processor';

/** Lets a process hand on what it wrote into the outbox. */
@Global()
@Module({ providers: [Relay], exports: [Relay] })
export class RelayModule {}

/** The worker's part: the rounds that find what was left behind. */
@Module({ providers: [RelayProcessor] })
export class RelayWorkerModule {}
