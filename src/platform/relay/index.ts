export { Relay } from './relay';
export { RelayModule, RelayWorkerModule } from './relay.module';
