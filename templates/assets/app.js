// The pages work without this. It moves the focus to an error summary, counts characters, stops double presses,
// and unfolds what a ticked box asks for.
import { Button, CharacterCount, ErrorSummary, SkipLink, createAll } from './govuk-frontend.min.js';

for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component);

for (const box of document.querySelectorAll('[data-opens]')) {
  box.addEventListener('change', () => {
    if (box.checked) document.getElementById(box.dataset.opens).open = true;
  });
}
