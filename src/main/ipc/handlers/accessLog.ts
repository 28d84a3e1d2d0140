import { basename } from 'node:path';
import { paperDocument } from '../../printing/paper.ts';
import { readAccessEntries } from '../../privacy/accessLogEntries.ts';
import { accessLogPaper } from '../../privacy/accessLogPaper.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { accessAnchor, listAccessPeople, logAccess } from '../../vault/accessLog.ts';
import { readLogContradiction } from '../../vault/accessLogContradiction.ts';
import { changeLogMonths, readLogMonths } from '../../vault/accessLogExpiry.ts';
import { exportAccessLog } from '../../vault/accessLogExport.ts';
import { refuse } from '../../vault/refusal.ts';
import { writeFileWithEntry } from '../chosenFile.ts';
import type { HandlersOf } from '../router.ts';

export const accessLogHandlers: HandlersOf<'accessLog'> = {
  'accessLog.list': (wanted, { vault }) => {
    const { total, entries } = readAccessEntries(vault, wanted);
    return { total, people: listAccessPeople(vault), entries };
  },
  'accessLog.chain': (_, { core, vault }) => ({
    ...core.session.chain,
    months: readLogMonths(vault),
    expiredThrough: accessAnchor(vault.db)?.lastAt ?? null,
    contradiction: readLogContradiction(vault),
  }),
  'accessLog.setMonths': ({ months }, { core, vault }) => {
    changeLogMonths(vault, months);
    core.emit({ type: 'changed', areas: ['accessLog', 'privacy'] });
    return {};
  },
  'accessLog.export': async (_, { core, vault }) => {
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer le journal d’accès',
      suggestedName: `Journal d’accès ${practiceToday(vault)}.jsonl`,
      extension: 'jsonl',
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    const { text, entries } = exportAccessLog(vault);
    writeFileWithEntry(path, Buffer.from(text), vault, () =>
      logAccess(vault, { action: 'access-log-exported', facts: { entries } }),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path), entries };
  },
  'accessLog.savePaper': async (filter, { core, vault }) => {
    const path = await core.host.chooseSavePath({
      title: 'Enregistrer le journal d’accès',
      suggestedName: `Journal d’accès ${practiceToday(vault)}.pdf`,
      extension: 'pdf',
    });
    if (path === null) return refuse({ code: 'file-not-chosen' });
    const { paper, entries } = accessLogPaper(vault, filter);
    const bytes = await core.host.printToPdf(paperDocument(paper));
    const { patientId } = filter;
    writeFileWithEntry(path, bytes, vault, () =>
      logAccess(vault, {
        action: 'access-log-exported',
        facts: { entries },
        ...(patientId === null ? {} : { patientId }),
      }),
    );
    core.emit({ type: 'changed', areas: ['accessLog'] });
    return { fileName: basename(path), entries };
  },
};
