const GENITIVE: Record<string, string> = {
  ...{ januar: 'januara', februar: 'februara', mart: 'marta', april: 'aprila', maj: 'maja', jun: 'juna' },
  ...{ jul: 'jula', avgust: 'avgusta', septembar: 'septembra', oktobar: 'oktobra', novembar: 'novembra' },
  ...{ decembar: 'decembra', ponedeljak: 'ponedeljka', utorak: 'utorka', sreda: 'srede', četvrtak: 'četvrtka' },
  ...{ petak: 'petka', subota: 'subote', nedelja: 'nedelje' },
};

/** A day in words as Serbian has it behind "do", "od" or "dana": "9. mart 2026." becomes "9. marta 2026.". */
export const inGenitive = (day: string): string => day.replace(/\p{L}+/gu, (word) => GENITIVE[word] ?? word);
