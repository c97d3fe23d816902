import { topics } from './topic';

/** What people ask a municipality for in Albanian, about money and employment. */
export const ACCESS_SQ_MONEY = topics('access-request', 'sq', [
  [
    'budget',
    'budget-spending',
    'Shpenzimet për karburante të veturave zyrtare, {year}',
    'Kërkoj pasqyrën e shpenzimeve për karburante për vitin {year}, të ndara sipas muajve dhe veturave, si dhe fletudhëtimet e veturave që i përdor Zyra e Kryetarit.',
  ],
  [
    'budget',
    'budget-spending',
    'Mëditjet dhe udhëtimet zyrtare jashtë vendit, {year}',
    'Ju lutem më dërgoni listën e udhëtimeve zyrtare jashtë vendit gjatë vitit {year}: kush ka udhëtuar, ku, për sa ditë, me çfarë qëllimi dhe sa ka kushtuar secili udhëtim.',
  ],
  [
    'budget',
    'budget-spending',
    'Kontrata për mirëmbajtjen dimërore të rrugëve, {year}',
    'Kërkoj kopjen e kontratës për mirëmbajtjen dimërore të rrugëve lokale për vitin {year}, me parallogarinë dhe situacionet e paguara.',
  ],
  [
    'budget',
    'budget-spending',
    'Subvencionet për organizatat joqeveritare, {year}',
    'Kërkoj listën e organizatave që kanë përfituar subvencione nga komuna në vitin {year}, shumat, projektet e përkrahura dhe raportet narrative e financiare të dorëzuara.',
  ],
  [
    'budget',
    'budget-spending',
    'Të hyrat vetanake sipas burimeve, {year}',
    'Më duhen të dhënat për të hyrat vetanake të komunës për vitin {year}: tatimi në pronë, lejet e ndërtimit, qiratë dhe gjobat, me planin dhe realizimin.',
  ],
  [
    'budget',
    'budget-spending',
    'Pagesat për reprezentacion dhe dreka zyrtare, {year}',
    'Kërkoj faturat e shpenzimeve të reprezentacionit për vitin {year}, për Zyrën e Kryetarit dhe për çdo drejtori veç e veç.',
  ],
  [
    'budget',
    'budget-spending',
    'Borxhet e papaguara ndaj operatorëve ekonomikë',
    'Kërkoj listën e faturave të papaguara më gjatë se 30 ditë, me emrin e operatorit ekonomik, datën e pranimit dhe shumën.',
  ],
  [
    'budget',
    'budget-spending',
    'Dosja e tenderit për asfaltimin e rrugës në vendbanimin {place}',
    'Kërkoj dosjen e tenderit, raportin e vlerësimit të ofertave dhe kontratën e nënshkruar për asfaltimin e rrugës në vendbanimin {place}.',
  ],
  [
    'budget',
    'budget-spending',
    'Furnizimi me pajisje të teknologjisë informative, {year}',
    'Kërkoj kontratat dhe faturat për blerjen e kompjuterëve dhe pajisjeve tjera në vitin {year}, si dhe listën e njësive që i kanë pranuar.',
  ],
  [
    'budget',
    'administrative-documents',
    'Raporti i auditorit të brendshëm, {year}',
    'Kërkoj raportet e Njësisë së Auditimit të Brendshëm për vitin {year} dhe planin e veprimit për zbatimin e rekomandimeve.',
  ],
  [
    'budget',
    'administrative-documents',
    'Lista e pronave komunale të dhëna me qira',
    'Kërkoj listën e lokaleve dhe tokave komunale të dhëna me qira: qiramarrësi, sipërfaqja, afati i kontratës dhe qiraja mujore.',
  ],
  [
    'budget',
    'decisions',
    'Vendimet për ndarjen e mjeteve nga kategoria e rezervës, {year}',
    'Kërkoj kopjet e vendimeve të Kryetarit për ndarjen e mjeteve nga rezerva e buxhetit në vitin {year}.',
  ],
  [
    'budget',
    'draft-acts',
    'Propozim-buxheti dhe dëgjimet buxhetore, {year}',
    'Kërkoj propozim-buxhetin për vitin {year}, procesverbalet e dëgjimeve buxhetore dhe pasqyrën se cilat kërkesa të qytetarëve janë pranuar.',
  ],
  [
    'budget',
    'employment',
    'Konkurset e shpallura dhe kandidatët e përzgjedhur, {year}',
    'Kërkoj listën e konkurseve për punësim në administratën komunale në vitin {year}, përbërjen e komisioneve dhe numrin e aplikantëve për çdo pozitë.',
  ],
  [
    'budget',
    'employment',
    'Kontratat për shërbime të veçanta, {year}',
    'Kërkoj numrin e kontratave për shërbime të veçanta në vitin {year}, pozitat, kohëzgjatjen dhe pagesën mujore për secilën prej tyre.',
  ],
  [
    'budget',
    'public-functions',
    'Shpenzimet e telefonave zyrtarë, {year}',
    'Kërkoj shpenzimet e telefonave zyrtarë për vitin {year}, sipas pozitave, dhe vendimin që cakton kufijtë e shpenzimit.',
  ],
]);
