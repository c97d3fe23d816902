// The pages work without this. It moves the focus to an error summary, counts characters, stops double presses,
// unfolds what a ticked box asks for, folds the menu again, and takes along what was typed when the language changes.
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

const begun = document.querySelector('form[data-goes-along]');
const TEXTS = 'textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [tabindex="-1"])';
const isWritten = () => [...begun.querySelectorAll(TEXTS)].some((field) => field.value.trim() !== '');
for (const link of begun ? document.querySelectorAll('.q-languages__link') : []) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !isWritten()) return;
    event.preventDefault();
    const wish = Object.assign(document.createElement('input'), { type: 'hidden', name: 'otherLanguage', value: '1' });
    begun.append(wish);
    begun.action = link.href;
    begun.submit();
  });
}
