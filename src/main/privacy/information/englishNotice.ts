import { englishActivities, englishConsents } from './englishPurposes.ts';
import type { Notice, NoticeFacts, NoticeSection } from './notice.ts';
import { controllerOf, reachOf } from './reach.ts';

/** The English notice: the same things in the same order. */
export function englishNotice(facts: NoticeFacts): Notice {
  return {
    title: 'Your data at this practice',
    subtitle: controllerOf(facts.practice),
    sections: [
      controller(facts),
      purposes(facts),
      data(facts),
      {
        topic: 'mandatory',
        title: 'Do you have to?',
        short: 'Without these data I cannot treat you safely.',
        full: [
          'Your identity and what concerns your health are needed to treat you safely. Everything else is optional: you may leave it unanswered.',
        ],
      },
      recipients(facts),
      retention(facts),
      hosting(facts),
      {
        topic: 'transfers',
        title: 'Outside the European Union',
        short: 'Nothing leaves the European Union.',
        full: ['No data are transferred outside the European Union. No decision is made by a machine.'],
      },
      rights(facts),
      {
        topic: 'complaint',
        title: 'Complaints',
        short: 'Complaints: CNIL, cnil.fr',
        full: [
          'If you think that your rights are not respected, you may complain to the French authority, the CNIL: 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, cnil.fr.',
        ],
      },
    ],
    words: {
      moreWithCode: 'Full text: ask for the leaflet, or scan.',
      moreWithoutCode: 'Full text: ask for the leaflet.',
      scan: 'The full text, on your phone',
      version: 'version',
      law: 'Articles 12 and 13 of Regulation (EU) 2016/679',
    },
  };
}

function controller({ practice, dpo }: NoticeFacts): NoticeSection {
  const dpoLine = dpo === '' ? [] : [`Data protection officer: ${dpo}`];
  return {
    topic: 'controller',
    title: 'Who is responsible',
    short: `${controllerOf(practice)} is responsible for your data.`,
    full: [
      `${controllerOf(practice)} is the controller of your data.`,
      ...(reachOf(practice) === '' ? [] : [`To reach us: ${reachOf(practice)}`]),
      ...dpoLine,
    ],
  };
}

function purposes(facts: NoticeFacts): NoticeSection {
  const consents = englishConsents(facts);
  return {
    topic: 'purposes',
    title: 'What they are for',
    short: 'Your file serves your care, and nothing else without your consent.',
    full: [
      'Your file serves to treat you and to follow your health (contract of care, Article 6(1)(b) GDPR; care by a professional bound to secrecy, Article 9(2)(h)).',
      ...(facts.usesNir
        ? [
            'Your social-security number, where it is noted, serves to identify you without error, and for nothing else (décret 2019-341).',
          ]
        : []),
      'An access log and backups protect your file (duty of security, Articles 6(1)(c) and 32).',
      ...(consents.length === 0
        ? []
        : [`With your consent, which you may withdraw at any time: ${consents.join('; ')}.`]),
      ...englishActivities(facts),
    ],
  };
}

function data({ usage, usesNir }: NoticeFacts): NoticeSection {
  const kinds = [
    'your identity',
    usesNir ? 'your social-security number' : null,
    usage.contact === undefined ? null : 'how to reach you',
    usage.personalLife === undefined ? null : 'your occupation and hobbies',
    usage.doctor === undefined ? null : 'the name of your doctor',
    'what concerns your health: reason for the visit, history, examination, treatment',
    usage.relatives === undefined ? null : 'family history',
  ].filter((kind) => kind !== null);
  return {
    topic: 'data',
    title: 'What is noted',
    short: `I note your identity, ${usesNir ? 'your social-security number to identify you, ' : ''}how to reach you and what concerns your health.`,
    full: [`We note ${kinds.join(', ')}. These data come from you or from who represents you.`],
  };
}

function recipients({ hasColleagues }: NoticeFacts): NoticeSection {
  return {
    topic: 'recipients',
    title: 'Who sees them',
    short: hasColleagues ? 'Your osteopath and colleagues at this practice read it.' : 'Only your osteopath reads it.',
    full: [
      hasColleagues
        ? 'Your osteopath, and the colleagues who see you at this practice, each with an access of their own.'
        : 'Your osteopath alone.',
      'A professional who takes part in your care may be given what is needed, provided that you are told and do not object (Article L1110-4 of the French public-health code).',
    ],
  };
}

function retention({ retention: rule }: NoticeFacts): NoticeSection {
  const years = rule.activeYears + rule.archivedYears;
  return {
    topic: 'retention',
    title: 'For how long',
    short: `It is kept for ${years} years after your last visit, then destroyed.`,
    full: [
      `Your file is kept for ${rule.activeYears} years after your last visit, then for ${rule.archivedYears} years in an archive with restricted access, then destroyed. A child’s file is kept at least until the age of ${rule.minorUntilAge}.`,
    ],
  };
}

function hosting({ hostName }: NoticeFacts): NoticeSection {
  return hostName === null
    ? {
        topic: 'hosting',
        title: 'Where they are',
        short: 'It stays at the practice, encrypted.',
        full: ['Your data stay at the practice, encrypted. So are the backups.'],
      }
    : {
        topic: 'hosting',
        title: 'Where they are',
        short: 'It is at the practice, encrypted, with a copy at a certified host.',
        full: [
          `Your data are at the practice, encrypted. An encrypted copy is entrusted to ${hostName}, a certified host of health data, which cannot read it.`,
          'You may object to this hosting for a legitimate reason (Article L1111-8 of the French public-health code).',
        ],
      };
}

function rights({ practice, hostName }: NoticeFacts): NoticeSection {
  const reach = reachOf(practice);
  return {
    topic: 'rights',
    title: 'Your rights',
    short: `You may read it, have a copy, have it corrected, object to its being shared${hostName === null ? '' : ' and to that copy'}.`,
    full: [
      'You may read your file and have a copy, have it corrected, ask that it be frozen, receive it in a reusable format, object to its being shared, and ask for its erasure where the law does not require that it be kept.',
      `Ask at the practice${reach === '' ? '' : `, or ${reach}`}. You will have an answer within 8 days, or 2 months where the information is over 5 years old.`,
    ],
  };
}
