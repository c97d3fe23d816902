// The pages work without this. It moves the focus to an error summary, counts characters, stops double presses,
// unfolds what a ticked box asks for, and folds the menu again.
import { Button, CharacterCount, ErrorSummary, SkipLink, createAll } from './govuk-frontend.min.js';

for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component);

for (const box of document.querySelectorAll('[data-opens]')) {
  box.addEventListener('change', () => {
    if (box.checked) document.getElementById(box.dataset.opens).open = true;
  });
}

for (const fold of document.querySelectorAll('.q-nav__fold')) {
  document.addEventListener('click', (event) => {
    if (!fold.contains(event.target)) fold.open = false;
  });
  fold.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !fold.open) return;
    fold.open = false;
    fold.querySelector('summary').focus();
  });
}
