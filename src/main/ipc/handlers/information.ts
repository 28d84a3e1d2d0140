import type {
  InformationLanguage,
  InformationPaper,
  InformationPaperKind,
} from '../../../shared/contract/information.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import type { Paper } from '../../printing/paper.ts';
import {
  listInformationPapers,
  noticeDigest,
  readNoticeFacts,
  recordInformationPaper,
  versionOfDigest,
  type InformationPaperFacts,
} from '../../privacy/information/informationPapers.ts';
import { leafletPaper } from '../../privacy/information/leafletPaper.ts';
import {
  countInformation,
  informationOfPatient,
  recordInformation,
  recordSeenSince,
  removeInformation,
  undoInformationBatch,
} from '../../privacy/information/patientInformation.ts';
import { posterPaper } from '../../privacy/information/posterPaper.ts';
import { keepPaper } from '../../privacy/keepPaper.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const informationHandlers: HandlersOf<'information'> = {
  'information.overview': (_, { vault }) => ({
    papers: listInformationPapers(vault, noticeDigest(readNoticeFacts(vault))),
    website: readPractice(vault).website,
    ...countInformation(vault),
  }),
  'information.make': async ({ kind, language }, { core, vault }) => {
    const paper = presentPaper(vault, kind, language) ?? (await makePaper(core, vault, kind, language));
    tell(core);
    return paper;
  },
  'information.ofPatient': ({ patientId }, { vault }) => ({ entries: informationOfPatient(vault, patientId) }),
  'information.record': (input, { core, vault }) => {
    recordInformation(vault, input);
    tell(core);
    return { entries: informationOfPatient(vault, input.patientId) };
  },
  'information.remove': ({ informationId }, { core, vault }) => {
    removeInformation(vault, informationId);
    tell(core);
    return {};
  },
  'information.recordSeenSince': ({ since }, { core, vault }) => {
    const recorded = recordSeenSince(vault, since);
    tell(core);
    return recorded;
  },
  'information.undoBatch': ({ batchId }, { core, vault }) => {
    undoInformationBatch(vault, batchId);
    tell(core);
    return {};
  },
};

/** One that says what is true now; null where none was made. */
function presentPaper(
  vault: Vault,
  kind: InformationPaperKind,
  language: InformationLanguage,
): InformationPaper | null {
  const papers = listInformationPapers(vault, noticeDigest(readNoticeFacts(vault)));
  return papers.find((paper) => paper.kind === kind && paper.language === language && paper.isCurrent) ?? null;
}

async function makePaper(
  core: Core,
  vault: Vault,
  kind: InformationPaperKind,
  language: InformationLanguage,
): Promise<InformationPaper> {
  const notice = readNoticeFacts(vault);
  const digest = noticeDigest(notice);
  const version = versionOfDigest(vault, digest);
  const day = legalDay(vault.now(), notice.practice.timeZone);
  const documentId = await keepPaper(
    vault,
    {
      kind: kind === 'leaflet' ? 'leaflet' : 'notice',
      title: `${TITLES[kind]}${language === 'en' ? ' en anglais' : ''}, version ${version} du ${formatDate(day)}`,
      paper: draw(kind, { language, notice, version, day }),
    },
    (html) => core.host.printToPdf(html),
    (kept) => recordInformationPaper(vault, { documentId: kept, kind, language, version, digest }),
  );
  return { documentId, kind, language, version, at: vault.now(), isCurrent: true };
}

const TITLES = {
  'poster-a4': 'Affiche A4',
  'poster-a3': 'Affiche A3',
  leaflet: 'Feuille d’information',
} as const satisfies Record<InformationPaperKind, string>;

function draw(kind: InformationPaperKind, facts: InformationPaperFacts): Paper {
  switch (kind) {
    case 'poster-a4':
      return posterPaper('A4', facts);
    case 'poster-a3':
      return posterPaper('A3', facts);
    case 'leaflet':
      return leafletPaper(facts);
  }
}

function tell(core: Core): void {
  core.emit({ type: 'changed', areas: ['privacy', 'accessLog'] });
}
