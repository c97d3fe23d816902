export { Correspondence } from './correspondence';
export { CorrespondenceModule } from './correspondence.module';
export type { Incoming, Taken } from './incoming';
