// The pages work without this. It moves the focus to an error summary, counts characters and stops double presses.
import { Button, CharacterCount, ErrorSummary, SkipLink, createAll } from './govuk-frontend.min.js';

for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component);
