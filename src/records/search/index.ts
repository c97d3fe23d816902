export { indexCases, indexNewCases } from './index-cases';
export { likeness } from './likeness';
export { fold } from './fold';
export { markedWhole, type Passage, passageOf, type Piece } from './passages';
export { type Candidate, ranked, type Term } from './rank';
export type { SearchScope } from './scope';
export { stemsOf, tokensOf } from './tokens';
export { scopeMoved } from './words-of-case';
