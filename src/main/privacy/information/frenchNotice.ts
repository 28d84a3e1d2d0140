import type { Notice, NoticeFacts, NoticeSection } from './notice.ts';
import { controllerOf, reachOf } from './reach.ts';

/** The French notice. */
export function frenchNotice(facts: NoticeFacts): Notice {
  return {
    title: 'Vos données au cabinet',
    subtitle: controllerOf(facts.practice),
    sections: [
      controller(facts),
      purposes(facts),
      data(facts),
      {
        topic: 'mandatory',
        title: 'Est-ce obligatoire\u202f?',
        short: 'Sans ces données, je ne peux pas vous soigner en sécurité.',
        full: [
          'Votre identité et ce qui touche à votre santé sont nécessaires pour vous soigner en sécurité. Le reste est facultatif\u00a0: vous pouvez ne pas répondre.',
        ],
      },
      recipients(facts),
      retention(facts),
      hosting(facts),
      {
        topic: 'transfers',
        title: 'Hors de l’Union européenne',
        short: 'Rien ne sort de l’Union européenne.',
        full: [
          'Aucune donnée n’est transférée hors de l’Union européenne. Aucune décision n’est prise par une machine.',
        ],
      },
      rights(facts),
      {
        topic: 'complaint',
        title: 'Réclamation',
        short: 'Réclamation\u00a0: CNIL, cnil.fr',
        full: [
          'Si vous pensez que vos droits ne sont pas respectés, vous pouvez saisir la CNIL\u00a0: 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, cnil.fr.',
        ],
      },
    ],
    words: {
      moreWithCode: 'Texte complet\u00a0: demandez la feuille, ou scannez.',
      moreWithoutCode: 'Texte complet\u00a0: demandez la feuille.',
      scan: 'Le texte complet, avec votre téléphone',
      version: 'version',
      law: 'Articles 12 et 13 du règlement (UE) 2016/679',
    },
  };
}

function controller({ practice, dpo }: NoticeFacts): NoticeSection {
  const dpoLine = dpo === '' ? [] : [`Délégué à la protection des données\u00a0: ${dpo}`];
  return {
    topic: 'controller',
    title: 'Qui en répond',
    short: `${controllerOf(practice)} répond de vos données.`,
    full: [
      `${controllerOf(practice)} est responsable de vos données.`,
      ...(reachOf(practice) === '' ? [] : [`Pour nous joindre\u00a0: ${reachOf(practice)}`]),
      ...dpoLine,
    ],
  };
}

function purposes({ otherPurposes, consents, usesNir }: NoticeFacts): NoticeSection {
  const others = otherPurposes.map(({ title, purposes: text }) => `${title}\u00a0: ${text}`);
  return {
    topic: 'purposes',
    title: 'À quoi elles servent',
    short: 'Votre dossier sert à vous soigner, et à rien d’autre sans votre accord.',
    full: [
      'Votre dossier sert à vous soigner et à suivre votre santé (contrat de soins, article 6(1)(b) du RGPD\u202f; soins par un professionnel tenu au secret, article 9(2)(h)).',
      ...(usesNir
        ? [
            'Votre numéro de sécurité sociale, s’il est noté, sert à vous identifier sans erreur, et à rien d’autre (décret 2019-341).',
          ]
        : []),
      'Un journal des accès et des sauvegardes protègent votre dossier (obligation de sécurité, articles 6(1)(c) et 32).',
      ...(consents.length === 0
        ? []
        : [
            `Avec votre accord, que vous pouvez retirer à tout moment\u00a0: ${consents.map(({ name }) => name).join(', ')}.`,
          ]),
      ...others,
    ],
  };
}

function data({ usage, usesNir }: NoticeFacts): NoticeSection {
  const kinds = [
    'votre identité',
    usesNir ? 'votre numéro de sécurité sociale' : null,
    usage.contact === undefined ? null : 'vos coordonnées',
    usage.personalLife === undefined ? null : 'votre profession et vos loisirs',
    usage.doctor === undefined ? null : 'le nom de votre médecin',
    'ce qui touche à votre santé\u00a0: motif, antécédents, examen, traitement',
    usage.relatives === undefined ? null : 'des antécédents familiaux',
  ].filter((kind) => kind !== null);
  return {
    topic: 'data',
    title: 'Ce qui est noté',
    short: `Je note votre identité, ${usesNir ? 'votre numéro de sécurité sociale pour vous identifier, ' : ''}vos coordonnées et ce qui touche à votre santé.`,
    full: [`Sont notés\u00a0: ${kinds.join(', ')}. Ces données viennent de vous ou de votre représentant.`],
  };
}

function recipients({ hasColleagues }: NoticeFacts): NoticeSection {
  return {
    topic: 'recipients',
    title: 'Qui les voit',
    short: hasColleagues ? 'Votre ostéopathe et ses confrères du cabinet le lisent.' : 'Seul votre ostéopathe le lit.',
    full: [
      hasColleagues
        ? 'Votre ostéopathe, et les confrères qui vous reçoivent au cabinet, chacun avec son propre accès.'
        : 'Votre ostéopathe seul.',
      'Un professionnel qui participe à vos soins peut recevoir ce qui lui est nécessaire, si vous en êtes informé et ne vous y opposez pas (article L1110-4 du Code de la santé publique).',
    ],
  };
}

function retention({ retention: rule }: NoticeFacts): NoticeSection {
  const years = rule.activeYears + rule.archivedYears;
  return {
    topic: 'retention',
    title: 'Combien de temps',
    short: `Il est gardé ${years} ans après votre dernière visite, puis détruit.`,
    full: [
      `Votre dossier est gardé ${rule.activeYears} ans après votre dernière visite, puis ${rule.archivedYears} ans dans une archive à l’accès restreint, puis détruit. Celui d’un enfant est gardé au moins jusqu’à ses ${rule.minorUntilAge} ans.`,
    ],
  };
}

function hosting({ hostName }: NoticeFacts): NoticeSection {
  return hostName === null
    ? {
        topic: 'hosting',
        title: 'Où elles sont',
        short: 'Il reste au cabinet, chiffré.',
        full: ['Vos données restent au cabinet, chiffrées. Les sauvegardes sont chiffrées aussi.'],
      }
    : {
        topic: 'hosting',
        title: 'Où elles sont',
        short: 'Il est au cabinet, chiffré, avec une copie chez un hébergeur certifié.',
        full: [
          `Vos données sont au cabinet, chiffrées. Une copie, chiffrée, est confiée à ${hostName}, hébergeur de données de santé certifié, qui ne peut pas la lire.`,
          'Vous pouvez vous opposer à cet hébergement pour un motif légitime (article L1111-8 du Code de la santé publique).',
        ],
      };
}

function rights({ practice, hostName }: NoticeFacts): NoticeSection {
  const reach = reachOf(practice);
  return {
    topic: 'rights',
    title: 'Vos droits',
    short: `Vous pouvez le lire, en avoir une copie, le faire corriger, vous opposer à son partage${hostName === null ? '' : ' et à cette copie'}.`,
    full: [
      'Vous pouvez lire votre dossier et en avoir une copie, le faire corriger, demander qu’il soit gelé, le recevoir dans un format réutilisable, vous opposer à son partage, et demander son effacement quand la loi n’oblige pas à le garder.',
      `Demandez-le au cabinet${reach === '' ? '' : `, ou ${reach}`}. La réponse vient sous 8 jours, 2 mois si les informations ont plus de 5 ans.`,
    ],
  };
}
