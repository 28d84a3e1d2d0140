import type { PatientFields } from '../../../shared/contract/patients.ts';
import { foldText } from '../../../shared/domain/name.ts';
import { communesOf } from '../communes.ts';
import type { Dice } from './dice.ts';

/** An invented person of that birth date; nobody real: phone numbers are those that ARCEP keeps for fiction. */
export function inventPerson(dice: Dice, birthDate: string, today: string): Partial<PatientFields> {
  const sex = dice.chance(0.58) ? 'female' : 'male';
  const age = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const familyName = inventFamilyName(dice);
  const givenName = dice.pickEarly(GIVEN_NAMES[sex][generationOf(Number(birthDate.slice(0, 4)))]);
  const married = sex === 'female' && age > 28 && dice.chance(0.45);
  return {
    familyName,
    givenName,
    birthName: married ? inventFamilyName(dice) : '',
    birthDate,
    sex: dice.chance(0.97) ? sex : null,
    ...inventAddress(dice),
    ...inventContact(dice, givenName, familyName, age),
    occupation: occupationAt(dice, age),
    hobbies: age > 5 && dice.chance(0.5) ? dice.pick(HOBBIES) : '',
    smoker: age < 16 ? null : dice.chance(0.7) ? dice.chance(0.22) : null,
    laterality: age < 4 ? null : dice.chance(0.86) ? (dice.chance(0.12) ? 'left' : 'right') : null,
    doctor: dice.chance(0.75)
      ? `Dr ${dice.pick(GIVEN_NAMES[dice.chance(0.5) ? 'female' : 'male'].middle)} ${inventFamilyName(dice)}`
      : '',
    ...(age < 3 ? inventInfancy(dice) : inventAntecedents(dice, age, Number(today.slice(0, 4)))),
  };
}

function inventFamilyName(dice: Dice): string {
  const name = dice.pickEarly(FAMILY_NAMES);
  return dice.chance(0.03) ? `${name}-${dice.pickEarly(FAMILY_NAMES)}` : name;
}

function generationOf(year: number): 'old' | 'middle' | 'young' {
  return year < 1962 ? 'old' : year < 1992 ? 'middle' : 'young';
}

function inventAddress(dice: Dice): Partial<PatientFields> {
  const postcode = dice.pickEarly(POSTCODES);
  const commune = dice.pickEarly(communesOf(postcode));
  const street = `${dice.between(1, 120)}${dice.chance(0.06) ? ' bis' : ''} ${dice.pick(STREETS)}`;
  const addressComplement = dice.chance(0.12)
    ? dice.pick(['Bâtiment B', 'Appartement 12', '2e étage', 'Résidence du Parc'])
    : '';
  return { street, addressComplement, postcode, city: commune.name, communeCode: commune.code };
}

function inventContact(dice: Dice, givenName: string, familyName: string, age: number): Partial<PatientFields> {
  const pair = () => String(dice.between(0, 99)).padStart(2, '0');
  // ARCEP, numbering plan: 06 39 98 and 02 61 91 are kept for works of fiction.
  const mobile = dice.chance(age > 80 ? 0.5 : 0.95) ? `06 39 98 ${pair()} ${pair()}` : '';
  const phone = mobile === '' || dice.chance(0.18) ? `02 61 91 ${pair()} ${pair()}` : '';
  const mail = [givenName, familyName].map((name) => foldText(name).replaceAll(' ', '-')).join('.');
  return { mobile, phone, email: age > 15 && dice.chance(0.7) ? `${mail}@example.org` : '' };
}

function occupationAt(dice: Dice, age: number): string {
  if (age < 3) return '';
  if (age < 18) return 'Scolaire';
  if (age < 23 && dice.chance(0.7)) return 'Étudiant';
  return age > 64 ? `Retraité (${dice.pick(OCCUPATIONS).toLowerCase()})` : dice.pickEarly(OCCUPATIONS);
}

function inventInfancy(dice: Dice): Partial<PatientFields> {
  const term = dice.pickEarly([40, 39, 41, 38, 37, 36, 34]);
  const weight = dice.between(2600, 4100);
  return {
    medicalHistory: [
      `Né à ${term} SA, ${dice.pickEarly(['voie basse', 'césarienne', 'ventouse', 'forceps'])}.`,
      `Poids de naissance ${weight} g, taille ${dice.between(46, 53)} cm, PC ${dice.between(33, 37)} cm. Apgar 10/10.`,
      `${dice.pick(['Allaitement maternel', 'Allaitement mixte', 'Lait infantile'])}.`,
      dice.chance(0.4) ? 'Régurgitations après les tétées.' : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
    alerts: term < 37 ? 'Prématurité' : '',
  };
}

function inventAntecedents(dice: Dice, age: number, year: number): Partial<PatientFields> {
  const share = Math.min(0.9, 0.25 + age / 110);
  const dated = (lines: readonly string[]) => {
    const count = dice.chance(share) ? dice.between(1, age > 50 ? 3 : 2) : 0;
    const chosen = new Set(Array.from({ length: count }, () => dice.pick(lines)));
    return [...chosen].map((line) => `${year - dice.between(0, Math.min(age, 30))} : ${line}`).join('\n');
  };
  return {
    medicalHistory: dated(MEDICAL),
    surgicalHistory: dated(SURGICAL),
    traumaHistory: dated(TRAUMA),
    familyHistory: dice.chance(0.3) ? dice.pick(FAMILIAL) : '',
    currentTreatment: dice.chance(share * 0.6) ? dice.pick(TREATMENTS) : '',
    alerts: dice.chance(share * 0.35) ? dice.pickEarly(ALERTS) : '',
    medicalReports: dice.chance(0.15) ? `${year - dice.between(0, 6)} : ${dice.pick(REPORTS)}` : '',
  };
}

const words = (text: string): readonly string[] => text.split('|');

/** In the order of their frequency in France (INSEE, fichier des noms), with names of the west; compound ones among them. */
const FAMILY_NAMES = words(
  'Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David|' +
    'Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefèvre|Faure|André|Mercier|' +
    'Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas|Henry|' +
    'Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|' +
    'Giraud|Joly|Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|' +
    'Vidal|Caron|Picard|Roger|Fabre|Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois|Pierre|Benoît|Rey|' +
    'Leclerc|Payet|Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger|Carpentier|Sanchez|Dupuis|' +
    'Moulin|Louis|Deschamps|Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam|Paris|Poirier|Marty|Aubry|Guyot|' +
    'Carré|Charles|Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé|Schneider|Fernandez|Le Gall|Collet|' +
    'Léger|Bouvier|Julien|Prévost|Millet|Perrot|Daniel|Le Roux|Cousin|Germain|Breton|Besson|Langlois|Rémy|Le Goff|' +
    'Pelletier|Lévêque|Perrier|Leblanc|Barré|Lebrun|Marchal|Weber|Mallet|Hamon|Boulanger|Jacob|Monnier|Michaud|' +
    'Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain|Tessier|Chevallier|Collin|Chauvin|Da Silva|Bouchet|Gay|Lemaître|' +
    'Bénard|Maréchal|Humbert|Reynaud|Antoine|Hoarau|Perret|Barthélemy|Cordier|Pichon|Lejeune|Gilbert|Lamy|Delaunay|' +
    'Pasquier|Carlier|Laporte|Quéré|Tanguy|Le Bihan|Kerviel|Bodin|Guéguen|Rousselot|Delefosse|Loizeau|Ferré|Biret|' +
    'd’Arras|de La Porte|N’Guyen|Ben Ali|El Amrani|Diallo|Traoré|Haddad|Kowalski|Ferreira|Œuvrard|Saint-Martin',
);

const GIVEN_NAMES = {
  female: {
    old: words(
      'Marie|Jeanne|Monique|Françoise|Jacqueline|Catherine|Denise|Madeleine|Yvette|Simone|Thérèse|Annie|Nicole|Colette|Bernadette|Geneviève|Odette|Michèle|Suzanne|Marie-Thérèse|Hélène|Renée',
    ),
    middle: words(
      'Nathalie|Isabelle|Sylvie|Stéphanie|Céline|Sandrine|Virginie|Véronique|Aurélie|Émilie|Christelle|Valérie|Delphine|Élodie|Laetitia|Karine|Sophie|Claire|Solène|Anne|Gaëlle|Nolwenn|Marie-Laure|Samira|Agnès|Éléonore',
    ),
    young: words(
      'Emma|Léa|Chloé|Manon|Camille|Jade|Louise|Inès|Zoé|Lina|Alice|Lola|Rose|Anna|Juliette|Ambre|Agathe|Maëlys|Éloïse|Apolline|Nour|Sacha|Anaë|Margot|Lou|Romane',
    ),
  },
  male: {
    old: words(
      'Jean|Michel|Pierre|André|Jacques|Bernard|Claude|Daniel|Gérard|Alain|Roger|René|Robert|Yves|Marcel|Georges|Jean-Claude|Jean-Pierre|Joseph|Guy|Serge|Fernand',
    ),
    middle: words(
      'Philippe|Nicolas|Christophe|Stéphane|Laurent|Sébastien|David|Frédéric|Julien|Olivier|Éric|Thierry|Pascal|Guillaume|Jérôme|Cédric|Vincent|Yann|Loïc|Jean-Marc|Karim|François|Benoît|Gaël|Ronan|Mickaël',
    ),
    young: words(
      'Gabriel|Léo|Raphaël|Arthur|Louis|Lucas|Adam|Jules|Hugo|Maël|Noah|Ethan|Nathan|Tom|Théo|Enzo|Mathis|Timéo|Noé|Eliott|Sacha|Malo|Ewen|Ilyès|Côme|Jean-Baptiste',
    ),
  },
} as const;

/** Nantes and around it; the first most often. */
const POSTCODES = words(
  '44100|44000|44300|44200|44400|44800|44230|44600|44500|44120|44240|44700|44115|44340|44470|44880|44220|44150|44190|44210|44110|44130|44160|44250|44330|85600|85000|85300|49300|49600|35600|56130',
);

const STREETS = words(
  'rue de la Paix|rue des Lilas|avenue de la Gare|rue du Moulin|place de l’Église|rue Jean-Jaurès|rue Victor-Hugo|impasse des Acacias|chemin du Lavoir|rue des Écoles|boulevard de la Liberté|allée des Tilleuls|rue du Général-de-Gaulle|route de Vannes|quai de la Fosse|rue Pasteur|rue de Bretagne|avenue des Sports|rue du Port|rue Anatole-France',
);

const OCCUPATIONS = words(
  'Employé de bureau|Infirmier|Enseignant|Vendeur|Agent d’entretien|Ingénieur|Aide-soignant|Chauffeur routier|Comptable|Maçon|Secrétaire|Agriculteur|Commercial|Informaticien|Assistant maternel|Cuisinier|Électricien|Coiffeur|Menuisier|Caissier|Maraîcher|Professeur de piano|Policier|Paysagiste|Soudeur|Graphiste|Boulanger|Pompier|Architecte|Dentiste',
);

const HOBBIES = words(
  'Course à pied, 2 fois par semaine|Natation|Jardinage|Randonnée|Vélo|Football en club|Tennis|Yoga|Danse|Équitation|Musculation, 3 fois par semaine|Lecture|Piano|Judo|Voile|Bricolage|Gymnastique|Rugby|Handball|Chorale',
);

const MEDICAL = words(
  'HTA traitée|asthme d’effort|hypothyroïdie|migraines avec aura|reflux gastro-œsophagien|sinusites à répétition|diabète de type 2|dépression, suivie|eczéma|hernie discale L5-S1|arthrose cervicale|colopathie fonctionnelle|infection urinaire|zona thoracique|anémie|apnées du sommeil|ostéoporose|phlébite du mollet gauche|polyarthrite rhumatoïde|otites séro-muqueuses',
);
const SURGICAL = words(
  'appendicectomie|amygdales|césarienne|hernie inguinale droite|ligament croisé antérieur du genou gauche|ménisque interne droit|prothèse totale de hanche droite|cholécystectomie|dents de sagesse|canal carpien droit|thyroïdectomie partielle|varices|drains transtympaniques|coiffe des rotateurs gauche|cataracte|hystérectomie',
);
const TRAUMA = words(
  'entorse de la cheville droite|entorse de la cheville gauche|accident de la voie publique, choc arrière|fracture du poignet gauche|chute dans l’escalier sur le coccyx|luxation de l’épaule droite|fracture de la clavicule|traumatisme crânien sans perte de connaissance|fracture de côtes|chute de cheval|entorse du genou|fracture de la malléole externe|chute de vélo|écrasement d’un doigt',
);
const FAMILIAL = words(
  'Père : infarctus à 58 ans|Mère : polyarthrite|Mère : cancer du sein|Père : diabète|Grand-mère : ostéoporose|Frère : scoliose opérée|Migraines chez la mère et la sœur|HTA des deux parents',
);
const TREATMENTS = words(
  'Lévothyroxine 75 µg|Amlodipine 5 mg|Paracétamol à la demande|Contraception orale|Metformine|Oméprazole|Apixaban|Kardégic 75 mg|Sertraline 50 mg|Ventoline à la demande|Vitamine D|Kétoprofène 5 jours|Semelles orthopédiques',
);
const ALERTS = words(
  'Anticoagulant|Allergie au latex|Ostéoporose|Grossesse en cours|Prothèse de hanche|Hypertension|Pas de manipulation cervicale|Antécédent de cancer|Diabète\nAnticoagulant|Épilepsie|Pacemaker|Allergie à la pénicilline\nAsthme',
);
const REPORTS = words(
  'IRM lombaire, protrusion discale L4-L5 sans conflit|radiographie du rachis cervical, uncarthrose C5-C6|échographie de l’épaule, tendinopathie du supra-épineux|radiographie du bassin, inégalité de 8 mm|IRM du genou, lésion du ménisque interne|scanner cérébral normal|panoramique dentaire sans particularité',
);
