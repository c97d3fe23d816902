import { topics } from './topic';

/** What people ask a municipality for in Albanian, about building, the environment, schools and the Assembly. */
export const ACCESS_SQ = topics('access-request', 'sq', [
  [
    'urbanism',
    'administrative-documents',
    'Leja e ndërtimit për objektin në vendbanimin {place}',
    'Kërkoj kopjen e lejes së ndërtimit dhe të kushteve ndërtimore për objektin shumëbanesor në vendbanimin {place}, pasi punimet kanë filluar pa tabelë informuese.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Lejet e ndërtimit të lëshuara, {year}',
    'Kërkoj listën e lejeve të ndërtimit të lëshuara në vitin {year}: numrin, datën, zonën kadastrale, sipërfaqen dhe taksën e paguar.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Elaborati për ujësjellësin në vendbanimin {place}',
    'Kërkoj projektin dhe elaboratin e ndikimit në mjedis për ujësjellësin e planifikuar në vendbanimin {place}.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Procesverbalet e inspektorit të ndërtimit, vendbanimi {place}',
    'Kërkoj procesverbalet e inspektimit dhe vendimet e marra për ndërtimet pa leje në vendbanimin {place}.',
  ],
  [
    'urbanism',
    'draft-acts',
    'Plani rregullues urban për vendbanimin {place}',
    'Kërkoj draftin e planit rregullues për vendbanimin {place}, vërejtjet e pranuara në diskutimin publik dhe përgjigjet në to.',
  ],
  [
    'urbanism',
    'decisions',
    'Vendimi për shpronësim në vendbanimin {place}',
    'Kërkoj vendimin për shpronësim për nevojat e rrugës në vendbanimin {place} dhe metodologjinë e vlerësimit të tokës.',
  ],
  [
    'urbanism',
    'decisions',
    'Vendimet për legalizimin e objekteve, {year}',
    'Kërkoj numrin e kërkesave për legalizim në vitin {year}, sa janë aprovuar, sa janë refuzuar dhe arsyet e refuzimit.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Cilësia e ujit të pijes në vendbanimin {place}',
    'Kërkoj rezultatet e analizave të ujit të pijes për vendbanimin {place} gjatë dymbëdhjetë muajve të fundit.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Projekti i parkut dhe prerja e drunjve në vendbanimin {place}',
    'Kërkoj projektin e rregullimit të parkut në vendbanimin {place} dhe lejen për prerjen e drunjve, me arsyetimin e saj.',
  ],
  [
    'urbanism',
    'legal-acts',
    'Rregullorja për shfrytëzimin e hapësirave publike',
    'Kërkoj rregulloren në fuqi për tarracat dhe hapësirat publike, me të gjitha ndryshimet, si dhe listën e lejeve të lëshuara këtë vit.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Ndriçimi publik në vendbanimin {place}',
    'Kërkoj projektin dhe pranimin teknik të ndriçimit publik në vendbanimin {place}, si dhe garancinë e punëve.',
  ],
  [
    'education',
    'budget-spending',
    'Buxheti i shkollës „{school}”, {year}',
    'Kërkoj buxhetin e shkollës „{school}” për vitin {year}, shpenzimet sipas kategorive dhe donacionet e pranuara.',
  ],
  [
    'education',
    'employment',
    'Punësimi i mësimdhënësve në shkollën „{school}”',
    'Kërkoj dokumentacionin e konkursit për mësimdhënës në shkollën „{school}”: kriteret, pikët sipas kandidatëve (pa emra) dhe vendimin e komisionit.',
  ],
  [
    'education',
    'administrative-documents',
    'Numri i nxënësve dhe i paraleleve, {year}',
    'Kërkoj numrin e nxënësve dhe të paraleleve për çdo shkollë në vitin {year}, si dhe shkollat që punojnë me më shumë se dy ndërrime.',
  ],
  [
    'education',
    'administrative-documents',
    'Raporti i inspektimit të shkollës „{school}”',
    'Kërkoj raportin e fundit të inspektimit të arsimit për shkollën „{school}” dhe masat që janë marrë pas tij.',
  ],
  [
    'education',
    'budget-spending',
    'Kontrata për transportin e nxënësve, {year}',
    'Kërkoj kontratën për transportin e nxënësve për vitin {year}, linjat, orarin dhe pagesat e kryera.',
  ],
  [
    'education',
    'decisions',
    'Vendimi për bursat e studentëve, {year}',
    'Kërkoj vendimin për ndarjen e bursave për studentë në vitin {year}, kriteret dhe numrin e përfituesve sipas fakulteteve.',
  ],
  [
    'education',
    'administrative-documents',
    'Renovimi i çerdhes në vendbanimin {place}',
    'Kërkoj parallogarinë dhe raportin e pranimit të punëve për renovimin e çerdhes në vendbanimin {place}.',
  ],
  [
    'education',
    'budget-spending',
    'Ngrohja e shkollave: furnizimi me dru e pelet, {year}',
    'Kërkoj kontratat e furnizimit me dru dhe pelet për shkollat në vitin {year}, sasitë e pranuara dhe çmimet për njësi.',
  ],
  [
    'education',
    'public-functions',
    'Procesverbali i Kuvendit të Komunës, mbledhja e rregullt',
    'Kërkoj procesverbalin dhe materialet e mbledhjes së fundit të rregullt të Kuvendit të Komunës, bashkë me votimin e këshilltarëve.',
  ],
  [
    'education',
    'other',
    'Regjistri i bibliotekës komunale, {year}',
    'Kërkoj të dhënat për numrin e lexuesve dhe librat e blerë nga biblioteka komunale në vitin {year}.',
  ],
]);
