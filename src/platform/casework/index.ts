export { CaseWork, type Enter, type MoveContext, type Prepare } from './case-work';
export { CaseworkModule } from './casework.module';
export { letterMessages } from './delivery';
export * from './due-badge';
export * from './form';
export { type CaseHead, type ComplaintHead, headOf, leftInWords } from './head';
export { type Names, namesFrom, outcomeInWords, type TimelineItem, timelineOf } from './timeline';
export { type ChainLink, NO_CHAIN, type TransferChain, TransferChains } from './transfer-chain';
export { type OfferedFile, Uploads } from './uploads';
