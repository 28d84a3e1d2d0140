import type { ConsultationTexts } from '../../../shared/contract/consultations.ts';
import { NO_TEXTS } from '../consultationColumns.ts';
import type { Dice } from './dice.ts';

/** The texts of an invented consultation for somebody of that age, and how it hurt. */
export function inventNotes(
  dice: Dice,
  age: number,
  visit: number,
): ConsultationTexts & { painBefore: number | null; painAfter: number | null } {
  const complaint = dice.pickEarly(age < 2 ? INFANT_COMPLAINTS : COMPLAINTS);
  const side = dice.pick(['droite', 'gauche']);
  const painBefore = age < 6 ? null : dice.between(visit > 1 ? 1 : 3, visit > 1 ? 6 : 9);
  const fill = (text: string) => fillBlanks(dice, text, side);
  return {
    ...NO_TEXTS,
    motive: fill(
      visit > 1 && dice.chance(0.5) ? `${dice.pick(complaint.motives)}, suivi` : dice.pick(complaint.motives),
    ),
    history: sentences(
      dice,
      [complaint.onsets, ...(visit > 1 ? [COURSES] : [complaint.contexts]), RHYTHMS, MEANS],
      fill,
      0.85,
    ),
    examination: sentences(dice, [POSTURES, complaint.tests, complaint.tests, PALPATIONS, NEUROLOGY], fill, 0.8),
    orl: dice.chance(0.2) ? fill(dice.pick(ORL)) : '',
    visceral: dice.chance(0.3) ? fill(dice.pick(VISCERAL)) : '',
    cardioPulmonary: dice.chance(0.15) ? fill(dice.pick(PULMONARY)) : '',
    uroGynaecological: age > 14 && dice.chance(0.12) ? fill(dice.pick(PELVIC)) : '',
    peripheral: dice.chance(0.3) ? fill(dice.pick(PERIPHERAL)) : '',
    generalState: dice.chance(0.4) ? fill(dice.pick(GENERAL)) : '',
    diagnosis: fill(dice.pick(complaint.diagnoses)),
    treatment: sentences(dice, [complaint.treatments, TECHNIQUES, TECHNIQUES, REACTIONS], fill, 0.85),
    advice: sentences(dice, [complaint.advice, HYGIENE, NEXT], fill, 0.7),
    painBefore,
    painAfter: painBefore === null || dice.chance(0.15) ? null : Math.max(0, painBefore - dice.between(1, 5)),
  };
}

interface Complaint {
  readonly motives: readonly string[];
  readonly onsets: readonly string[];
  readonly contexts: readonly string[];
  readonly tests: readonly string[];
  readonly diagnoses: readonly string[];
  readonly treatments: readonly string[];
  readonly advice: readonly string[];
}

/** One from each list, in order; a list is left out now and then, the first never. */
function sentences(
  dice: Dice,
  lists: readonly (readonly string[])[],
  fill: (text: string) => string,
  share: number,
): string {
  const chosen = lists.filter((_list, index) => index === 0 || dice.chance(share)).map((list) => fill(dice.pick(list)));
  return [...new Set(chosen)].join(' ');
}

function fillBlanks(dice: Dice, text: string, side: string): string {
  return text.replace(/\{(\w+)\}/g, (_blank, name: string) => {
    switch (name) {
      case 'side':
        return side;
      case 'n':
        return String(dice.between(2, 10));
      case 'weeks':
        return dice.pick(['3 jours', 'une semaine', '10 jours', 'trois semaines', 'deux mois', 'six mois']);
      case 'cervical':
        return `C${dice.between(0, 7)}`;
      case 'thoracic':
        return `T${dice.between(1, 12)}`;
      case 'lumbar':
        return `L${dice.between(1, 5)}`;
      default:
        throw new RangeError(`no such blank: ${name}`);
    }
  });
}

const words = (text: string): readonly string[] => text.split('|');

/** The first most often, as in a practice. */
const COMPLAINTS: readonly Complaint[] = [
  {
    motives: words('Lombalgie {side}|Lombalgie d’effort|Lumbago aigu|Lombalgie basse en barre|Blocage lombaire'),
    onsets: words(
      'Douleur apparue il y a {weeks} en soulevant une charge.|Début progressif depuis {weeks}.|Bloqué au lever ce matin.|Récidive, troisième épisode en deux ans.|Depuis {weeks}, après un long trajet en voiture.',
    ),
    contexts: words(
      'Irradiation à la fesse {side}.|Pas d’irradiation.|Gêne pour mettre les chaussettes.|Soulagé par la marche.|Augmentée en position assise prolongée.',
    ),
    tests: words(
      'Flexion lombaire limitée, distance doigts-sol {n}0 cm.|Extension douloureuse.|Lasègue négatif des deux côtés.|Test de flexion debout positif à {side}.|{lumbar} en rotation {side}.|Iliaque {side} postérieur.',
    ),
    diagnoses: words(
      'Dysfonction de {lumbar} et iliaque {side} postérieur.|Lombalgie mécanique, restriction sacro-iliaque {side}.|Spasme du carré des lombes {side}.|Schéma descendant depuis {thoracic}.',
    ),
    treatments: words(
      'Correction de {lumbar} en HVBA.|Énergie musculaire sur iliaque {side}.|Travail du psoas {side}.|Décompression L5-S1.',
    ),
    advice: words(
      'Éviter le port de charges une semaine.|Étirements du psoas matin et soir.|Marche 20 minutes par jour.|Revoir le poste de travail.',
    ),
  },
  {
    motives: words('Cervicalgie {side}|Torticolis|Cervicalgie chronique|Raideur de la nuque|NCB {side}'),
    onsets: words(
      'Au réveil il y a {weeks}.|Depuis un choc arrière il y a {weeks}.|Progressif, travail sur écran.|Douleur entretenue par le stress depuis {weeks}.',
    ),
    contexts: words(
      'Irradiation vers l’épaule {side}.|Céphalées associées en fin de journée.|Fourmillements du bras {side} la nuit.|Pas de vertige.',
    ),
    tests: words(
      'Rotation {side} limitée à {n}0°.|Inclinaison {side} douloureuse.|{cervical} en dysfonction.|Spurling négatif.|Tension des trapèzes supérieurs.',
    ),
    diagnoses: words(
      'Dysfonction de {cervical} en ERS {side}.|Cervicalgie mécanique sur {cervical} et {thoracic}.|Névralgie cervico-brachiale {side} sans déficit.',
    ),
    treatments: words(
      'Techniques douces sur {cervical}.|Normalisation de {thoracic} et de la première côte {side}.|Décordation des trapèzes.|Inhibition des sous-occipitaux.',
    ),
    advice: words(
      'Chaleur locale.|Écran à hauteur des yeux.|Changer d’oreiller.|Mobilisations douces toutes les deux heures.',
    ),
  },
  {
    motives: words('Céphalées de tension|Migraines|Maux de tête frontaux'),
    onsets: words(
      'Deux à trois fois par mois depuis {weeks}.|Quotidiennes depuis {weeks}.|Anciennes, plus fréquentes depuis {weeks}.',
    ),
    contexts: words(
      'Lumière et bruit mal supportés.|Serrement des mâchoires la nuit.|Soulagées par le repos.|Départ sous-occipital.',
    ),
    tests: words(
      'SSB en torsion {side}.|ATM {side} limitée à l’ouverture.|Suture occipito-mastoïdienne {side} peu mobile.|Tension artérielle 12/8.',
    ),
    diagnoses: words(
      'Céphalées d’origine cervicale haute, C0-C1.|Tension crânio-sacrée, ATM {side}.|Schéma cervical et diaphragmatique.',
    ),
    treatments: words('Décompression occipitale.|Travail de l’ATM {side}.|Techniques crâniennes, V-spread.'),
    advice: words(
      'Tenir un carnet des crises.|Hydratation, un litre et demi par jour.|Consulter le dentiste pour une gouttière.',
    ),
  },
  {
    motives: words('Sciatique {side}|Lombosciatalgie {side}|Cruralgie {side}'),
    onsets: words('Depuis {weeks}, trajet jusqu’au pied.|Brutale il y a {weeks}.|Après jardinage.'),
    contexts: words(
      'Toux impulsive.|Adressé par le médecin traitant.|IRM prévue.|Nuit difficile, position antalgique.',
    ),
    tests: words(
      'Lasègue à {n}0° à {side}.|Réflexes présents et symétriques.|Force conservée, pointes et talons.|Sensibilité normale.',
    ),
    diagnoses: words('Sciatalgie {side} L5 sans signe de gravité.|Syndrome du piriforme {side}.'),
    treatments: words(
      'Étirement du piriforme {side}.|Pompage lombaire, fascias.|Travail du sacrum et du diaphragme pelvien.',
    ),
    advice: words('Reconsulter sans délai en cas de perte de force.|Repos relatif.|Pas de port de charge.'),
  },
  {
    motives: words('Douleur de l’épaule {side}|Épaule {side} douloureuse|Tendinite de l’épaule {side}'),
    onsets: words(
      'Depuis {weeks}, gestes au-dessus de la tête.|Après une reprise de la natation.|Chute il y a {weeks}.',
    ),
    contexts: words('Réveil nocturne sur le côté.|Bras {side} faible au port.|Échographie faite.'),
    tests: words('Jobe positif à {side}.|Abduction limitée à {n}0°.|Arc douloureux.|Clavicule {side} antérieure.'),
    diagnoses: words('Conflit sous-acromial {side}.|Dysfonction gléno-humérale et {thoracic}.'),
    treatments: words(
      'Mobilisation de la scapulo-thoracique.|Recentrage gléno-huméral {side}.|Technique de Jones sur le petit pectoral.',
    ),
    advice: words('Pendulaires deux fois par jour.|Éviter de dormir sur ce côté.'),
  },
  {
    motives: words('Dorsalgie|Douleur entre les omoplates|Douleur costale {side}'),
    onsets: words('Depuis {weeks}, travail assis.|Après une toux prolongée.|Au cours d’un mouvement de rotation.'),
    contexts: words('Gêne à l’inspiration profonde.|Port de l’enfant.|Stress au travail.'),
    tests: words('{thoracic} en flexion.|Côte {n} {side} en inspiration.|Diaphragme peu mobile à {side}.'),
    diagnoses: words('Dysfonction costo-vertébrale {thoracic} {side}.|Dorsalgie posturale.'),
    treatments: words(
      'Dog technique sur {thoracic}.|Levée des tensions diaphragmatiques.|Normalisation costale {side}.',
    ),
    advice: words('Pauses toutes les heures.|Respiration abdominale 5 minutes par jour.'),
  },
  {
    motives: words(
      'Entorse de la cheville {side}|Douleur du genou {side}|Gonalgie {side}|Aponévrosite plantaire {side}',
    ),
    onsets: words('Il y a {weeks}, au sport.|Progressif depuis {weeks}, course à pied.|Faux pas sur le trottoir.'),
    contexts: words('Œdème résorbé.|Douleur à la descente des escaliers.|Premiers pas du matin difficiles.'),
    tests: words(
      'Tiroir antérieur négatif.|Fibula {side} basse.|Talus antérieur à {side}.|Tests méniscaux négatifs.|Bassin déséquilibré.',
    ),
    diagnoses: words(
      'Séquelle d’entorse {side}, talus antérieur.|Syndrome fémoro-patellaire {side}.|Chaîne ascendante {side}.',
    ),
    treatments: words('Tug sur le talus {side}.|Mobilisation de la tibio-fibulaire.|Travail de l’arche interne.'),
    advice: words('Proprioception sur un pied, 3 minutes.|Reprise progressive de la course.|Glace après l’effort.'),
  },
  {
    motives: words('Troubles digestifs|Reflux|Constipation et ballonnements|Bilan général'),
    onsets: words('Depuis {weeks}.|Anciens, majorés par le stress.|Pas de douleur, souhaite un bilan.'),
    contexts: words('Transit irrégulier.|Sommeil léger.|Suivi par le médecin traitant, bilan normal.'),
    tests: words(
      'Foie dense à la palpation.|Sigmoïde tendu.|Angle colique {side} sensible.|Diaphragme en inspiration.',
    ),
    diagnoses: words(
      'Restriction de mobilité viscérale et {thoracic}.|Congestion hépatique, diaphragme.|Pas de dysfonction majeure.',
    ),
    treatments: words('Travail du foie et du petit omentum.|Mobilisation du côlon.|Stimulation du plexus solaire.'),
    advice: words('Repas au calme.|Fibres et eau.|Revoir en cas de gêne.'),
  },
];

const INFANT_COMPLAINTS: readonly Complaint[] = [
  {
    motives: words(
      'Plagiocéphalie|Coliques du nourrisson|Régurgitations|Torticolis congénital|Bilan de naissance|Difficultés de succion',
    ),
    onsets: words('Depuis la naissance.|Depuis {weeks}.|Remarqué par les parents il y a {weeks}.'),
    contexts: words(
      'Tourne la tête à {side} de préférence.|Pleurs en fin de journée.|Sommeil par courtes périodes.|Tétées longues.',
    ),
    tests: words(
      'Méplat occipital {side}.|Fontanelle souple.|Rotation active limitée à {side}.|Diaphragme tonique.|Réflexe de succion présent.',
    ),
    diagnoses: words(
      'Asymétrie crânienne {side} positionnelle.|Tension cervicale haute {side}.|Tension diaphragmatique.',
    ),
    treatments: words('Techniques crâniennes douces.|Équilibration de la base du crâne.|Travail viscéral très doux.'),
    advice: words(
      'Varier les positions d’éveil.|Temps sur le ventre, sous surveillance.|Portage en alternant les côtés.|Revoir le pédiatre pour la courbe de poids.',
    ),
  },
];

const COURSES = words(
  'Amélioration de 50 % depuis la dernière fois.|Bien mieux pendant une semaine, puis retour partiel.|Douleur moindre, plus de réveil nocturne.|Peu de changement.|A repris le sport sans gêne.|Courbatures deux jours puis net soulagement.',
);
const RHYTHMS = words(
  'Horaire mécanique.|Pas de douleur nocturne.|Dérouillage matinal de 10 minutes.|Plus marquée le soir.|Par crises.|Constante, EVA {n}.',
);
const MEANS = words(
  'A pris du paracétamol, peu d’effet.|Anti-inflammatoires 5 jours, soulagé.|Kinésithérapie en cours.|Pas d’imagerie.|Radiographie sans particularité.|Aucun traitement essayé.|Semelles portées depuis un an.',
);
const POSTURES = words(
  'Épaule {side} haute, bassin horizontal.|Attitude antalgique.|Hyperlordose lombaire.|Projection antérieure de la tête.|Appui préférentiel à {side}.|Posture sans particularité.',
);
const PALPATIONS = words(
  'Tension des paravertébraux à {side}.|Point douloureux en regard de {thoracic}.|Trapèze {side} hypertonique.|Psoas {side} sensible.|Fascias thoraco-lombaires denses.|Sacrum en torsion {side}.',
);
const NEUROLOGY = words(
  'Examen neurologique normal.|Pas de déficit sensitif ni moteur.|ROT présents et symétriques.|Pas de drapeau rouge.|Pas de signe d’irritation pyramidale.',
);
const ORL = words(
  'Sinus maxillaire {side} sensible.|Acouphènes à {side}.|ATM {side} bruyante.|Rhinite saisonnière.|Os hyoïde peu mobile à {side}.',
);
const VISCERAL = words(
  'Foie peu mobile.|Estomac en expir.|Côlon ascendant tendu.|Sensibilité épigastrique.|Cicatrice d’appendicectomie adhérente.|Transit régulier.',
);
const PULMONARY = words('Diaphragme {side} haut.|TA 13/8.|Amplitude costale réduite à {side}.|Pas d’essoufflement.');
const PELVIC = words(
  'Règles douloureuses.|Cicatrice de césarienne souple.|Plancher pelvien tonique.|Grossesse de 24 SA, suivie, sans complication.|Vessie sensible.',
);
const PERIPHERAL = words(
  'Talus {side} antérieur.|Tête radiale {side} postérieure.|Fibula {side} basse.|Genu valgum léger.|Poignet {side} limité en extension.',
);
const GENERAL = words(
  'Fatigué, sommeil de 6 heures.|Bon état général.|Période de stress au travail.|Perte de poids voulue de {n} kg.|Appétit conservé.|Sommeil agité.',
);
const TECHNIQUES = words(
  'Travail myofascial.|Normalisation du sacrum.|Équilibration du diaphragme.|TGO des membres inférieurs.|Technique de Mitchell sur {lumbar}.|Travail crânien en fin de séance.|Levées de tension sur {thoracic}.|Recoil sternal.|Étirement du fascia lata {side}.|Décoaptation de hanche {side}.',
);
const REACTIONS = words(
  'Bien toléré.|Soulagement immédiat.|Mobilité retrouvée en fin de séance.|Légère fatigue.|Sensation de chaleur locale.',
);
const HYGIENE = words(
  'Boire davantage pendant deux jours.|Repos ce soir.|Pas de sport pendant 48 heures.|Étirements montrés et remis.|Respiration lente avant le coucher.',
);
const NEXT = words(
  'À revoir dans trois semaines.|À revoir si besoin.|Contrôle dans un mois.|Pas de nouveau rendez-vous prévu.|Appeler dans 10 jours pour donner des nouvelles.|Courrier au médecin traitant.',
);
