import { draftImport, reportOf } from '../../exchange/draftImport.ts';
import { dropFile, requestOf, takeFile } from '../../exchange/filesInMemory.ts';
import { listImports } from '../../exchange/importBatches.ts';
import { linesOf, runImport } from '../../exchange/runImport.ts';
import { linesOfBatch, undoImport } from '../../exchange/undoImport.ts';
import type { ChosenFile } from '../../../shared/contract/imports.ts';
import { refuse } from '../../vault/refusal.ts';
import { clearTracesBehind } from '../clearTracesBehind.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from '../router.ts';

export const importsHandlers: HandlersOf<'imports'> = {
  'imports.chooseFiles': async (_input, { core, vault }) => {
    const paths = await core.host.chooseFiles({
      title: 'Fichiers à reprendre',
      extensions: ['csv', 'txt', 'xlsx'],
      multiple: true,
    });
    if (paths.length === 0) refuse({ code: 'file-not-chosen' });
    const files: ChosenFile[] = [];
    for (const path of paths) files.push(await takeFile(vault, path));
    return { files };
  },
  'imports.dryRun': (plan, { core, vault }) => {
    const request = requestOf(vault, plan);
    return core.works.run({ step: 'import-reading', total: linesOf(request), cancellable: true }, async (work) => {
      const draft = await draftImport(vault, request, () => {
        work.advance(1);
        return work.breathe();
      });
      return reportOf(draft);
    });
  },
  'imports.run': async (plan, { core, vault }) => {
    const request = requestOf(vault, plan);
    const report = await core.works.run(
      { step: 'import-reading', total: linesOf(request), cancellable: true },
      async (work) => runImport(vault, request, work),
    );
    for (const { fileId } of plan.files) dropFile(vault, fileId);
    announce(core);
    return report;
  },
  'imports.list': (_input, { vault }) => ({ batches: listImports(vault) }),
  'imports.undo': async ({ batchId }, { core, vault }) => {
    const total = linesOfBatch(vault, batchId);
    const { removed, putBack, kept } = await core.works.run(
      { step: 'import-undoing', total, cancellable: true },
      async (work) => undoImport(vault, batchId, work),
    );
    clearTracesBehind(core, vault);
    announce(core);
    return { removed: { ...removed }, putBack, kept: [...kept] };
  },
  'imports.forget': ({ fileId }, { vault }) => {
    dropFile(vault, fileId);
    return {};
  },
};

function announce(core: Core): void {
  core.emit({ type: 'changed', areas: ['patients', 'consultations', 'imports', 'accessLog'] });
}
