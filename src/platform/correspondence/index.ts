export { Correspondence, type Incoming, type Taken } from './correspondence';
export { CorrespondenceModule } from './correspondence.module';
