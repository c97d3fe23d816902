import { topics } from './topic';

/** Petitions, initiatives for a regulation, and requests of citizens. */
export const PETITIONS = [
  ...topics('petition', 'sq', [
    [
      'urbanism',
      'other',
      'Peticion për trotuar dhe ndriçim te shkolla „{school}”',
      'Ne, banorët dhe prindërit, kërkojmë trotuar, ndriçim dhe vendkalim të sigurt para shkollës „{school}”. Vitin e fundit kanë ndodhur dy aksidente.',
    ],
    [
      'urbanism',
      'other',
      'Peticion kundër antenës në vendbanimin {place}',
      'Banorët e vendbanimit {place} kërkojnë zhvendosjen e antenës së telefonisë nga afërsia e çerdhes dhe publikimin e matjeve.',
    ],
    [
      'urbanism',
      'other',
      'Peticion për kanalizimin në vendbanimin {place}',
      'Kërkojmë që kanalizimi i vendbanimit {place} të përfshihet në planin e investimeve kapitale të vitit të ardhshëm.',
    ],
    [
      'education',
      'other',
      'Peticion për hapjen e çerdhes në vendbanimin {place}',
      'Prindërit e vendbanimit {place} kërkojnë hapjen e një çerdheje publike: më shumë se 90 fëmijë presin vend.',
    ],
    [
      'budget',
      'other',
      'Peticion për uljen e tatimit në pronë',
      'Kërkojmë që Kuvendi të shqyrtojë uljen e shkallës së tatimit në pronë për familjet në asistencë sociale.',
    ],
  ]),
  ...topics('petition', 'sr', [
    [
      'urbanism',
      'other',
      'Peticija za asfaltiranje puta u naselju {place}',
      'Stanovnici naselja {place} traže asfaltiranje puta dugog 1,8 km, kojim svakodnevno putuju đaci i bolesnici.',
    ],
    [
      'education',
      'other',
      'Peticija za logopeda u školi „{school}”',
      'Roditelji učenika škole „{school}” traže zapošljavanje logopeda i školskog psihologa.',
    ],
  ]),
];

export const INITIATIVES = [
  ...topics('citizen-initiative', 'sq', [
    [
      'urbanism',
      'draft-acts',
      'Iniciativë për rregullore mbi zhurmën gjatë natës',
      'Propozojmë rregullore që kufizon muzikën në hapësira të hapura pas orës 23:00 dhe cakton mënyrën e matjes së zhurmës.',
    ],
    [
      'urbanism',
      'draft-acts',
      'Iniciativë për rregullore mbi hapësirat e gjelbra',
      'Propozojmë rregullore që ndalon zënien e hapësirave të gjelbra me ndërtime dhe cakton së paku 8 m² gjelbërim për banor.',
    ],
    [
      'budget',
      'draft-acts',
      'Iniciativë për buxhetimin me pjesëmarrje',
      'Propozojmë rregullore sipas së cilës qytetarët vendosin drejtpërdrejt për 5 % të investimeve kapitale.',
    ],
  ]),
  ...topics('citizen-initiative', 'sr', [
    [
      'urbanism',
      'draft-acts',
      'Inicijativa za uredbu o zbrinjavanju pasa lutalica',
      'Predlažemo uredbu o humanom zbrinjavanju pasa lutalica i o prihvatilištu koje finansira opština.',
    ],
  ]),
];

export const CITIZEN_REQUESTS = [
  ...topics('citizen-request', 'sq', [
    [
      'urbanism',
      'other',
      'Riparimi i rrugës pas vërshimeve në vendbanimin {place}',
      'Rruga në vendbanimin {place} është dëmtuar nga vërshimet dhe autobusi nuk kalon. Kërkojmë riparimin e saj para dimrit.',
    ],
    [
      'urbanism',
      'other',
      'Kontejnerë të rinj në vendbanimin {place}',
      'Kontejnerët në vendbanimin {place} janë të dëmtuar dhe mbeturinat shpërndahen. Kërkojmë zëvendësimin dhe grumbullim dy herë në javë.',
    ],
    [
      'urbanism',
      'other',
      'Vendosja e semaforit në kryqëzimin te Tregu i Gjelbër',
      'Kërkoj shqyrtimin e vendosjes së semaforit ose rrethrrotullimit në kryqëzimin te Tregu i Gjelbër.',
    ],
    [
      'education',
      'other',
      'Ngrohja në shkollën „{school}”',
      'Fëmijët në shkollën „{school}” mësojnë me xhaketa. Kërkojmë ndërrimin e kaldajës para sezonit të ngrohjes.',
    ],
    [
      'education',
      'other',
      'Linjë autobusi për nxënësit e vendbanimit {place}',
      'Nxënësit e vendbanimit {place} ecin 4 km deri në shkollë. Kërkojmë linjë autobusi mëngjes e pasdite.',
    ],
    [
      'budget',
      'other',
      'Lirimi nga taksa për familje me fëmijë me aftësi të kufizuara',
      'Kërkojmë që Kuvendi të shqyrtojë lirimin nga taksat komunale për familjet me fëmijë me aftësi të kufizuara.',
    ],
    [
      'budget',
      'other',
      'Zgjatja e orarit të sporteleve për qytetarë',
      'Kërkoj që një ditë në javë sportelet të punojnë deri në orën 18:00, për ata që punojnë gjatë ditës.',
    ],
  ]),
  ...topics('citizen-request', 'sr', [
    [
      'urbanism',
      'other',
      'Zimsko čišćenje puta do naselja {place}',
      'Put do naselja {place} zimi se ne čisti. Tražimo da se unese u plan zimskog održavanja.',
    ],
    [
      'education',
      'other',
      'Biblioteka na srpskom jeziku',
      'Tražimo da opštinska biblioteka nabavi naslove na srpskom jeziku i produži radno vreme subotom.',
    ],
  ]),
];
